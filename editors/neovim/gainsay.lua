-- gainsay for Neovim: put this into your configuration, or `:luafile` it.
--
-- Neovim 0.11 and newer know `vim.lsp.config`; older ones are started by hand for each buffer.

local filetypes = { 'markdown', 'text', 'toml' }

-- Settings of the server; all others stand in gainsay.toml.
local settings = { decided = 'hint', inlayHints = false, codeLens = false }

local function root(path)
  local found = vim.fs and vim.fs.find and vim.fs.find({ 'gainsay.toml', 'corpus', '.git' }, { path = path, upward = true })[1]
  if found then
    return vim.fs.dirname(found)
  end
  return vim.fn.getcwd()
end

if vim.lsp.config and vim.lsp.enable then
  vim.lsp.config('gainsay', {
    cmd = { 'gainsay', 'lsp' },
    filetypes = filetypes,
    root_markers = { 'gainsay.toml', 'corpus', '.git' },
    init_options = settings,
  })
  vim.lsp.enable('gainsay')
else
  local client
  vim.api.nvim_create_autocmd('FileType', {
    pattern = filetypes,
    callback = function(event)
      local config = {
        name = 'gainsay',
        cmd = { 'gainsay', 'lsp' },
        root_dir = root(vim.fn.fnamemodify(event.file, ':p:h')),
        init_options = settings,
      }
      if vim.lsp.start then
        vim.lsp.start(config, { bufnr = event.buf })
      else
        client = client or vim.lsp.start_client(config)
        vim.lsp.buf_attach_client(event.buf, client)
      end
    end,
  })
end
