// LangChain's loader: the pages of a space as text, in memory.
import { ConfluencePagesLoader } from "@langchain/community/document_loaders/web/confluence";

const [address] = process.argv.slice(2);
const loader = new ConfluencePagesLoader({
  baseUrl: address + "/wiki",
  spaceKey: "SCALE",
  username: "peer@example.com",
  accessToken: "simulator-token",
  limit: 50,
});
console.log((await loader.load()).length);
