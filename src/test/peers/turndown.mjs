// What people write first: confluence.js asks, turndown converts, a file for each page.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfluenceClient } from "confluence.js";
import TurndownService from "turndown";

const [address, folder] = process.argv.slice(2);
const client = new ConfluenceClient({
  host: address,
  authentication: { basic: { email: "peer@example.com", apiToken: "simulator-token" } },
});
const turndown = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced" });
mkdirSync(folder, { recursive: true });
let pages = 0;
let cursor;
do {
  const answer = await client.content.searchContentByCQL({
    cql: "space=SCALE",
    limit: 50,
    cursor,
    expand: ["body.storage", "version"],
  });
  for (const page of answer.results) {
    const text = turndown.turndown(page.body.storage.value);
    writeFileSync(join(folder, page.id + ".md"), `---\ntitle: ${JSON.stringify(page.title)}\n---\n${text}\n`);
    pages++;
  }
  const next = answer._links?.next;
  cursor = next && new URL(next, address).searchParams.get("cursor");
} while (cursor);
console.log(pages);
