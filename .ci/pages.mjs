// Opens pages in a browser as a person would: wide, dark, on a phone, on paper; and lets axe look.
// node pages.mjs MODULES FOLDER PAGE…: finds its modules in MODULES, and leaves for each page its
// pictures in FOLDER. Ends with 1 when a page fetches something, complains, is wider than its
// screen, is empty, or axe finds anything.
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const puppeteer = require("puppeteer-core");
const screens = {
  wide: { width: 1280, height: 720, theme: "light" },
  dark: { width: 1280, height: 720, theme: "dark" },
  phone: { width: 375, height: 700, theme: "light", isMobile: true, deviceScaleFactor: 1.5 },
};
const found = [];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
for (const file of files) {
  const name = basename(file, ".html");
  const url = pathToFileURL(file).href;
  const say = (what) => found.push(`${name}: ${what}`);
  for (const [screen, { theme, ...size }] of Object.entries(screens)) {
    const page = await browser.newPage();
    page.on("console", (one) => say(`${screen}: ${one.text()}`));
    page.on("pageerror", (one) => say(`${screen}: ${one.message}`));
    page.on("request", (one) => one.url() === url || one.url().startsWith("data:") || say(`fetches ${one.url()}`));
    await page.setViewport(size);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await page.goto(url);
    await page.screenshot({ path: `${folder}/${name}-${screen}.png`, fullPage: true });
    await page.screenshot({ path: `${folder}/${name}-${screen}-top.png` });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) say(`${screen}: ${wide} pixels wider than the screen`);
    const text = await page.evaluate(() => document.querySelector("main").innerText.length);
    if (text < 200) say(`${screen}: ${text} letters of text`);
    if (screen === "wide") {
      await page.pdf({ path: `${folder}/${name}.pdf`, preferCSSPageSize: true, printBackground: false });
      await page.emulateMediaType("print");
      await page.setViewport({ width: 794, height: 1070 }); // A4, but for the foot
      await page.evaluate(() => (document.body.style.padding = "16mm 14mm 18mm")); // its margins
      await page.screenshot({ path: `${folder}/${name}-paper.png` });
    }
    await page.close();

    // A second look, since axe is a script, and the page allows none.
    const looked = await browser.newPage();
    await looked.setBypassCSP(true);
    await looked.setViewport(size);
    await looked.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await looked.goto(url);
    await looked.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    const { violations, passes } = await looked.evaluate(() => axe.run());
    for (const one of violations) {
      say(`${screen}: ${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
    }
    if (!passes.length) say(`${screen}: axe looked at nothing`);
    await looked.close();
  }
}
await browser.close();
for (const one of found) console.error(one);
process.exit(found.length ? 1 : 0);
