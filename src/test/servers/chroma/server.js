// Chroma on this machine; arguments: its port, its folder. Whoever started it ends it by closing its input.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [port, folder] = process.argv.slice(2)
const config = join(folder, 'config.yaml')
writeFileSync(config, `port: ${port}\nlisten_address: "127.0.0.1"\npersist_path: "${join(folder, 'data')}"\n`)
const cli = new URL('node_modules/chromadb/dist/cli.mjs', import.meta.url).pathname
const server = spawn(process.execPath, [cli, 'run', config], { stdio: ['ignore', 'inherit', 'inherit'] })
server.on('exit', code => process.exit(code ?? 0))
process.stdin.on('end', () => server.kill('SIGKILL')).resume()
