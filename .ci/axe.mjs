// Looks at pages in Chromium, light and dark, on a desk and on a telephone. See .ci/axe, which says what it needs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, ...files] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const widths = [1280, 320];
const schemes = ["light", "dark"];

const browser = await puppeteer.launch({
    executablePath,
    args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ],
});
let faults = 0;
for (const file of files) {
    for (const width of widths) {
        for (const scheme of schemes) {
            for (const fault of await look(file, width, scheme)) {
                faults += 1;
                console.error(`${basename(file)}, ${width} px, ${scheme}: ${fault}`);
            }
        }
    }
}
await browser.close();
const looks = files.length * widths.length * schemes.length;
console.log(`${files.length} pages, looked at ${looks} times: ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);

// What is wrong with a page.
async function look(file, width, scheme) {
    const page = await browser.newPage();
    const url = pathToFileURL(file).href;
    const faults = [];
    page.on("request", (request) => {
        if (request.url() !== url) faults.push(`asks for ${request.url()}`);
    });
    page.on("console", (message) => faults.push(`the browser says: ${message.text()}`));
    await page.setViewport({ width, height: 900, isMobile: width < 600 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(url);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    if (size[0] > width || size[1] > width) faults.push(`wider than the screen: ${Math.max(...size)} px`);
    faults.push(...(await unheard(page)), ...(await violations(page)));
    await page.close();
    return faults;
}

// Tables that are none by ear, whatever the style makes of them.
async function unheard(page) {
    const session = await page.createCDPSession();
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const heard = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
    const count = (selector) => page.evaluate((selector) => document.querySelectorAll(selector).length, selector);
    const faults = [];
    for (const [role, selector] of [["table", "table"], ["row", "tr"], ["rowheader", "th[scope=row]"], ["columnheader", "th[scope=col]"]]) {
        const [found, there] = [heard(role), await count(selector)];
        if (found < there) faults.push(`by ear ${found} of ${there} are a ${role}`);
    }
    return faults;
}

async function violations(page) {
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), tags);
    return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}: ${nodes[0].failureSummary?.replace(/\s+/g, " ").slice(0, 300)}`);
}
