// What an editor shows of plan files: the language server of the extension "Even Better TOML", asked as editors ask it.
//
//     node taplo_lsp.mjs MODULES FOLDER
//
// MODULES is a folder of npm with @taplo/lsp in it, FOLDER one in which `vawg init a-new-plan` was run. A question is a
// file with `|` for the cursor; the answer has to have these words in it. Fetches nothing from the network.

import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const { TaploLsp } = createRequire(join(modules, "package.json"))("@taplo/lsp");
const verbose = process.argv.includes("-v");

const refuse = async () => { throw new Error("no network"); };
const environment = {
    now: () => new Date(),
    envVar: () => undefined,
    envVars: () => [],
    stdErrAtty: () => false,
    stdin: async () => new Uint8Array(),
    stdout: async (bytes) => bytes.length,
    stderr: async (bytes) => bytes.length,
    glob: () => [],
    readFile: async (path) => new Uint8Array(readFileSync(path)),
    writeFile: refuse,
    // As the extension has it: the server also asks about an address of its own that is no file.
    urlToFilePath: (url) => decodeURI(url).slice("file://".length),
    isAbsolute,
    cwd: () => folder,
    findConfigFile: (from) => [".taplo.toml", "taplo.toml"].map((name) => join(from, name)).find(existsSync),
    fetch: { fetch: refuse, Headers, Request, Response },
};

const answers = new Map();
let number = 0;
const server = await TaploLsp.initialize(environment, { onMessage: receive });

function receive(message) {
    if (message.method === "workspace/configuration") {
        const settings = { schema: { enabled: true, links: false, catalogs: [], associations: {}, cache: {} } };
        server.send({ jsonrpc: "2.0", id: message.id, result: message.params.items.map(() => settings) });
    } else if (message.method !== undefined && message.id !== undefined) {
        server.send({ jsonrpc: "2.0", id: message.id, result: null });
    } else if (message.id !== undefined) {
        answers.get(message.id)?.(message);
    }
}

function tell(method, params) {
    server.send({ jsonrpc: "2.0", method, params });
}

function ask(method, params) {
    const id = ++number;
    return new Promise((answered, refused) => {
        setTimeout(() => refused(new Error(`no answer to ${method} in 20 seconds`)), 20_000).unref();
        answers.set(id, (message) => answered(message.result ?? message.error));
        server.send({ jsonrpc: "2.0", id, method, params });
    });
}

const uri = pathToFileURL(folder).href;
await ask("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "plans" }],
    capabilities: { workspace: { configuration: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    initializationOptions: { configurationSection: "evenBetterToml" },
});
tell("initialized", {});
await new Promise((later) => setTimeout(later, 500));

async function shown(method, file, marked) {
    const before = marked.slice(0, marked.indexOf("|"));
    const document = { uri: pathToFileURL(join(folder, file)).href };
    const text = marked.replace("|", "");
    tell("textDocument/didOpen", { textDocument: { ...document, languageId: "toml", version: ++number, text } });
    const line = before.split("\n").length - 1;
    const position = { line, character: before.length - before.lastIndexOf("\n") - 1 };
    return ask(method, { textDocument: document, position });
}

async function completion(file, marked) {
    const answer = await shown("textDocument/completion", file, marked);
    const items = answer?.items ?? answer ?? [];
    return items.map((item) => `${item.label}: ${item.documentation?.value ?? item.documentation ?? ""} [${item.textEdit?.newText ?? item.insertText ?? ""}]`);
}

async function hover(file, marked) {
    const answer = await shown("textDocument/hover", file, marked);
    return [answer?.contents?.value ?? JSON.stringify(answer)];
}

const action = "plans/a-new-plan/working-together/1/1.1.toml";
const plan = "plans/a-new-plan/plan.toml";
const questions = [
    [completion, action, "|", ["lead", "The one party that answers for it"]],
    [completion, action, 'confidence = "|"', ["medium-high"]],
    [completion, action, "confidence = |", ["medium-high"]],
    [completion, action, "deadline = |", ["A day, without quotation marks", "2009-Q1", "ongoing", "wants a review date"]],
    [completion, action, "[[update]]\n|", ["rag", "note"]],
    [completion, action, "[[update]]\ndate = 2009-07-01\nrag = |", ["amber", "gives concern about the deadline"]],
    [completion, action, '[[update]]\nstatus = "|"', ["on-hold", "Work has stopped for now"]],
    [completion, plan, "[rating]\nscheme = |", ["brag", "what is complete is blue"]],
    [completion, plan, "[check]\n|", ["missing-lead", "Every action has exactly one lead."]],
    [completion, plan, "[check]\nmissing-lead = |", ["warning", "unless warnings are denied"]],
    [hover, action, "dead|line = 2009-07-01", ["When it is to be done by", "2008/09"]],
    [hover, action, 'confidence = "me|dium"', ["high is good"]],
    [hover, action, '[[update]]\nrag = "r|ed"', ["Insufficient progress to achieve the deadline"]],
    [hover, action, '[[update]]\nstatus = "on-|hold"', ["Work has stopped for now"]],
    [hover, action, '[[up|date]]\nstatus = "on-hold"', ["One entry of the log"]],
    [hover, plan, '[check]\nmissing-|lead = "off"', ["Every action has exactly one lead."]],
];

let wrong = 0;
for (const [question, file, marked, wanted] of questions) {
    const answer = await question(file, marked);
    const text = answer.join("\n");
    if (verbose) console.log(`== ${question.name} ${JSON.stringify(marked)}\n${text}`);
    const missing = wanted.filter((words) => !text.includes(words));
    if (missing.length > 0) {
        wrong += 1;
        console.error(`${question.name} of ${JSON.stringify(marked)} does not show ${missing.join(", ")}:\n${text}`);
    }
}
server.dispose();
if (wrong > 0) process.exit(1);
console.log(`${questions.length} questions of an editor answered`);
process.exit(0);
