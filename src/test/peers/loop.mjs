// The least that any program has to do: every page of results, one after the other, and nothing with them.
const [address] = process.argv.slice(2);
const Authorization = "Basic " + Buffer.from("peer@example.com:simulator-token").toString("base64");
let pages = 0;
let next = "/rest/api/content/search?cql=space%3DSCALE&limit=50&expand=body.storage,version";
while (next) {
  const response = await fetch(address + "/wiki" + next, { headers: { Authorization } });
  const answer = await response.json();
  pages += answer.results.length;
  next = answer._links.next;
}
console.log(pages);
