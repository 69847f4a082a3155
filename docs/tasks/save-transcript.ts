// Save the conversation as JSON when the call is over.
// See packages/core/SKILL.md
import { writeFile } from 'node:fs/promises'
import { createClient, initialTranscript, reduceTranscript } from '@vatel/core'

const vatel = createClient({ apiKey: process.env['VATEL_API_KEY'] ?? '' })
const call = await vatel.connect({ agent_id: 'your-agent-id' })
let lines = initialTranscript
call.on('message', (message) => (lines = reduceTranscript(lines, message)))
await call.ended
await writeFile('transcript.json', JSON.stringify(lines, null, 2))
