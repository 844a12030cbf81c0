/** The page on which a person decides what an import was not sure of. All text is set as text. */
import { type decisions, type FromReview, isToReview, type ReviewField } from '../../protocol/review.ts';

interface VsCodeApi {
  postMessage(message: FromReview): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const help =
  'Up and Down go from one to the next. Enter accepts, E edits, Delete drops, S shows the place in the file. While you edit, Enter keeps what you wrote and Escape takes it back.';

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

const heading = element('h1', 'title');
const count = element('p', 'count');
const problem = element('p', 'problem');
const list = element('ul', 'fields');
count.setAttribute('role', 'status');
problem.setAttribute('role', 'alert');
const main = element('main', 'page');
main.append(heading, count, element('p', 'help', help), problem, list);
document.body.append(main);

const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.field')];
/** The place in the list that has the focus, kept while a decided field goes. */
let current = 0;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToReview(data)) return;
  heading.textContent = data.title;
  const { length } = data.fields;
  count.textContent =
    length === 0
      ? 'No field of a reference is doubtful.'
      : `${length} ${length === 1 ? 'place is' : 'places are'} worth a look.`;
  problem.textContent = data.problem;
  list.replaceChildren(...data.fields.map((field) => rowOf(field, data.canShow)));
  focusRow(current);
});

// Who comes to the page by the keyboard is at a field at once.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) focusRow(current);
});

function focusRow(index: number): void {
  const all = rows();
  current = Math.max(0, Math.min(index, all.length - 1));
  for (const [at, row] of all.entries()) row.tabIndex = at === current ? 0 : -1;
  all[current]?.focus();
}

function rowOf(field: ReviewField, canShow: boolean): HTMLElement {
  const { work, field: name, label, value, printed, message, certainty, place } = field;
  const row = element('li', 'field');
  const input = element('input', 'value');
  input.value = value;
  input.setAttribute('aria-label', label);
  const decide = (kind: (typeof decisions)[number]) => {
    api.postMessage({ type: 'decide', work, field: name, kind, value: input.value });
  };
  const keep = () => decide(input.value === value ? 'accept' : 'edit');
  const show = () => api.postMessage({ type: 'show', work, field: name });
  const top = element('div', 'top');
  top.append(element('span', 'label', label), element('span', 'certainty', certainty.toFixed(2)));
  const actions = element('div', 'actions');
  actions.append(
    action('Accept', keep),
    action('Drop', () => decide('drop')),
  );
  const leads = canShow && place !== null;
  if (leads) actions.append(action('Show in file', show));
  row.append(top, input, element('p', 'message', message));
  if (printed !== '') row.append(element('p', 'printed', printed));
  row.append(actions);
  row.addEventListener('focusin', () => {
    current = rows().indexOf(row);
  });
  row.addEventListener('keydown', (event) => {
    if (event.target === input) {
      if (event.key === 'Enter') keep();
      else if (event.key === 'Escape') {
        input.value = value;
        row.focus();
      } else return;
    } else if (event.target !== row) return;
    else if (event.key === 'ArrowDown') focusRow(current + 1);
    else if (event.key === 'ArrowUp') focusRow(current - 1);
    else if (event.key === 'Enter') keep();
    else if (event.key === 'e' || event.key === 'F2') input.select();
    else if (event.key === 'Delete') decide('drop');
    else if (event.key === 's' && leads) show();
    else return;
    event.preventDefault();
  });
  return row;
}

function action(text: string, act: () => void): HTMLButtonElement {
  const button = element('button', 'action', text);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

api.postMessage({ type: 'ready' });
