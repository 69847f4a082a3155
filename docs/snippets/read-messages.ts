import { createClient } from '@vatel/core'

const vatel = createClient({ apiKey: process.env['VATEL_API_KEY'] ?? '' })
const call = await vatel.connect({ agent_id: process.env['VATEL_AGENT_ID'] ?? '' })
for await (const message of call.messages()) {
  if (message.type === 'response_text') console.log('Agent:', message.data.text)
  else if (message.type === 'input_audio_transcript') console.log('You:', message.data.transcript)
  else if (message.type === 'tool_call') call.sendToolOutput(message.data.toolCallId, 'your result')
}
console.log('ended:', await call.ended)
