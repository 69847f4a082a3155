// Download the recordings of an agent's calls.
// See packages/core/SKILL.md, docs/rest.md
import { createClient } from '@vatel/core'
import { saveRecording } from '@vatel/core/node'

const vatel = createClient({ apiKey: process.env['VATEL_API_KEY'] ?? '' })
for await (const { id } of vatel.calls.all({ agent_ids: 'your-agent-id' }))
  if (id !== undefined) await saveRecording(await vatel.calls.downloadRecording(id), `${id}.wav`)
