// PostgreSQL with pgvector on this machine; argument: its port. Whoever started it ends it by closing its input.
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

const db = await PGlite.create({ dataDir: 'memory://', extensions: { vector } })
const server = new PGLiteSocketServer({
  db,
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  maxConnections: 20
})
await server.start()
process.stdin.on('end', () => process.exit(0)).resume()
