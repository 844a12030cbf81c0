// A home for one run: a copy of the workspace, settings, and folders for everything that VS Code and Chromium
// write.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from './paths.mjs';

/** Nothing asks, updates, reports or greets. What a writer sets stays at VS Code's default. */
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'files.simpleDialog.enable': true,
  'files.autoSave': 'off', // in a browser it is on by default
};

/**
 * @param {{ settings?: object, machine?: object, workspace?: string }} [options] `workspace` is the folder to
 *   copy, `machine` the settings of the machine that the server runs on
 */
export function makeHome({ settings = {}, machine = {}, workspace: source = sample } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'psycite-e2e-'));
  const home = {
    folder,
    userData: join(folder, 'user-data'),
    serverData: join(folder, 'server-data'),
    workspace: join(folder, 'sample'),
    profile: join(folder, 'chromium'),
    extensions: join(folder, 'extensions'),
    dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
  for (const path of [
    join(home.userData, 'User'),
    join(home.userData, 'Machine'),
    home.profile,
    home.extensions,
  ])
    mkdirSync(path, { recursive: true });
  cpSync(source, home.workspace, { recursive: true });
  writeFileSync(
    join(home.userData, 'User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  writeFileSync(join(home.userData, 'Machine/settings.json'), JSON.stringify(machine));
  return home;
}
