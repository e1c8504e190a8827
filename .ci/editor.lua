-- Run by .ci/editor in a headless Neovim: what somebody does in an editor, and what must then be there.

local plans = vim.env.PLANS
local plan = plans .. "/wendale-2025-28/"
local file = plan .. "prevention/1/1.1.toml"

local function check(is_so, what)
    if not is_so then
        io.stdout:write("not so: " .. what .. "\n")
        vim.cmd("cquit 1")
    end
    io.stdout:write("ok: " .. what .. "\n")
end

local function eventually(is_so, what)
    check(vim.wait(20000, is_so, 20), what)
end

local function problems()
    return vim.tbl_map(function(it) return it.code end, vim.diagnostic.get(0))
end

vim.cmd("edit " .. file)
local client = vim.lsp.start_client({
    name = "vawg",
    cmd = { vim.env.VAWG, "lsp", "--as-of", "2026-06-30" },
    root_dir = plans,
    workspace_folders = { { uri = vim.uri_from_fname(plans), name = "plans" } },
})
vim.lsp.buf_attach_client(0, client)
local function ask(method, line, character, more)
    local params = vim.tbl_extend("force", {
        textDocument = { uri = vim.uri_from_bufnr(0) },
        position = { line = line, character = character },
    }, more or {})
    local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
    return answers and answers[client] and answers[client].result
end
eventually(function() return vim.lsp.get_client_by_id(client).initialized end, "the server answers")

-- What is wrong comes up as it is typed, and goes when it is taken back.
vim.api.nvim_buf_set_lines(0, 4, 5, false, { 'deadlin = 2025-12-19 # 𝄞' })
eventually(function() return vim.tbl_contains(problems(), "unknown-key") end, "a misspelt key is shown")
local first = vim.diagnostic.get(0)[1]
check(first.lnum == 4 and first.col == 0 and first.end_col == 7, "and where it stands")
vim.cmd("silent undo")
eventually(function() return #problems() == 0 end, "nothing is wrong any more")

-- A problem in a file that is not open.
local register = vim.fn.bufadd(plan .. "parties.toml")
vim.fn.bufload(register)
vim.lsp.buf_attach_client(register, client)
local before = vim.api.nvim_buf_get_lines(register, 0, -1, false)
vim.api.nvim_buf_set_lines(register, 0, -1, false, { "" })
eventually(function()
    return #vim.tbl_filter(function(it) return it.code == "unknown-party" end, vim.diagnostic.get()) > 5
end, "an empty register is missed in files that are not open")
vim.api.nvim_buf_set_lines(register, 0, -1, false, before)
eventually(function() return #vim.diagnostic.get(0) == 0 end, "and no longer when it is back")

-- What stands at a place, and what may be typed there.
local told = ask("textDocument/hover", 0, 12)
check(told and told.contents.value:match("^%*%*1%.1 Train a lead"), "an action says what it is")
check(told.contents.value:match("COMPLETE: deadline achieved"), "and why it is rated so")
vim.api.nvim_buf_set_lines(0, 12, 13, false, { 'tags = ["tr' })
local offered = ask("textDocument/completion", 12, 11)
local labels = vim.tbl_map(function(it) return it.label end, offered.items)
check(vim.tbl_contains(labels, "training"), "tags that are in use are offered")
vim.cmd("silent undo")

-- Another name: the file moves, and what names it follows.
vim.api.nvim_win_set_cursor(0, { 1, 12 })
vim.lsp.buf.rename("1.9")
eventually(function() return vim.fn.filereadable(plan .. "prevention/1/1.9.toml") == 1 end, "the file has its new name")
vim.cmd("silent! wall")
check(vim.fn.filereadable(file) == 0, "and not the old one")

vim.lsp.stop_client(client)
eventually(function() return vim.lsp.client_is_stopped(client) end, "the server ends when it is told to")
vim.cmd("qall!")
