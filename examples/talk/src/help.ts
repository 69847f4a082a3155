/** What `--help` prints. */
export const help = `A voice call in the terminal.

  npm run demo                       calls an agent that runs on this machine, with a recorded voice
  npm run demo -- --live             the same agent, with your own microphone and loudspeaker
  npm run demo -- --agent-id ID      calls your agent on the Vatel platform

It takes about 30 seconds and leaves call.wav (left: user, right: agent as heard) and call.ndjson (every
message with its time).

Options
  --agent-id ID      The agent to call on the real platform; asks for the key in VATEL_API_KEY.
                     Default: the simulator, which needs no key and no network.
  --base-url URL     Where the platform is. Default: https://api.vatel.ai
  --input FILE.wav   What the microphone hears: any sample rate, 8/16/24/32-bit or float, mono or more.
                     Default: a recording of a user who talks to the simulator's city guide.
  --scenario FILE    What the simulator's agent says and does, as JSON.
                     Default: the city guide, whom the user asks about the weather and then interrupts.
  --live             This machine's microphone and loudspeaker, through SoX. Use headphones: nothing cancels
                     the echo here, so an open loudspeaker makes the agent interrupt itself.
                     Default: no device is touched.
  --out FOLDER       Where call.wav and call.ndjson go; made if missing. Default: the current folder.
  --plain            Lines instead of the live picture. Default: lines when the output is no terminal.
  --help, -h         This text.

Environment
  VATEL_API_KEY      The organization's key, for --agent-id.
  NO_COLOR           Set to anything: no colours.

Keys
  Ctrl-C hangs up; the files and the table still come.

Exit code
  0  The call went as the scenario says. With --agent-id or --live: it began, and ended in an orderly way.
  1  It did not; one line for each thing that was not as it should be.
  2  It could not begin: an option, a file, the key, the token, a device or the network.
`
