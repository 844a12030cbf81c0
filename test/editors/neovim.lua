-- Drives Neovim's own LSP client against PsyCite and writes what it saw as JSON. Variables of the environment:
-- PSYCITE_NODE and PSYCITE_CLI start the server, PSYCITE_FOLDER holds paper.md and refs.bib, PSYCITE_RESULT is written.
local folder = vim.env.PSYCITE_FOLDER
local result = {}

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then error('Neovim waited in vain for ' .. what) end
end

local function run()
  vim.cmd('edit ' .. folder .. '/paper.md')
  vim.bo.filetype = 'markdown'
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = 'psycite',
    cmd = { vim.env.PSYCITE_NODE, vim.env.PSYCITE_CLI, 'lsp', '--stdio' },
    root_dir = folder,
    workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
  })
  vim.lsp.buf_attach_client(buffer, client)
  wait('the server', function()
    return vim.lsp.buf_is_attached(buffer, client) and vim.lsp.get_client_by_id(client).initialized
  end)

  local function place(text, shift)
    local at = vim.fn.search('\\V' .. text, 'cw')
    if at == 0 then error('There is no ' .. text) end
    vim.cmd('normal! ' .. (shift > 0 and shift .. 'l' or ''))
  end
  local function request(method, more)
    local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}
    return (answers[client] or {}).result
  end

  wait('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  result.diagnostics = vim.tbl_map(function(one) return one.code or one.user_data.lsp.code end, vim.diagnostic.get(buffer))

  place('berman2000', 2)
  local card = request('textDocument/hover')
  result.hover = table.concat(vim.lsp.util.convert_input_to_markdown_lines(card.contents), '\n')

  vim.lsp.buf.definition()
  wait('the definition', function() return vim.fn.expand('%:t') == 'refs.bib' end)
  result.definition = vim.fn.expand('%:t') .. ':' .. vim.fn.line('.')
  vim.cmd('buffer ' .. buffer)

  place('nobdy2001', 2)
  -- Versions differ in how an action is chosen; all of them ask here.
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find('nobody2001') then return choose(item) end
    end
    error('No action names nobody2001.')
  end
  vim.lsp.buf.code_action()
  wait('the code action', function() return vim.fn.search('\\Vnobdy2001', 'nw') == 0 end)
  result.codeAction = vim.api.nvim_buf_get_lines(buffer, 4, 5, true)[1]

  place('berman2000', 2)
  vim.lsp.buf.rename('ketamine2000')
  wait('the rename', function() return vim.fn.search('\\Vberman2000', 'nw') == 0 end)
  result.rename = vim.api.nvim_buf_get_lines(buffer, 4, 5, true)[1]
  vim.cmd('buffer ' .. vim.fn.bufnr('refs.bib'))
  result.renamedEntry = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
  vim.cmd('buffer ' .. buffer)

  vim.cmd('normal! Go')
  vim.api.nvim_put({ 'See [@nob' }, 'c', true, true)
  vim.cmd('startinsert!')
  local line = vim.fn.line('$')
  vim.api.nvim_win_set_cursor(0, { line, 8 })
  local list = request('textDocument/completion', { position = { line = line - 1, character = 9 } })
  local items = vim.lsp.util.text_document_completion_list_to_complete_items(list, 'nob')
  result.completion = vim.tbl_map(function(item) return item.word end, items)
end

local ok, problem = pcall(run)
if not ok then result.problem = tostring(problem) end
local file = io.open(vim.env.PSYCITE_RESULT, 'w')
file:write(vim.json and vim.json.encode(result) or vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
