/** Text of `--help`. */
export const help = `A voice call in the terminal.

  npm run demo                       calls an agent on this machine, with a recorded voice
  npm run demo -- --live             the same agent, with your own microphone and loudspeaker
  npm run demo -- --agent-id ID      calls your agent of the Vatel platform

It takes about 30 seconds and writes call.wav (left: user, right: agent as heard) and call.ndjson (every
message with its time).

Options
  --agent-id ID      Id of an agent of the real platform; needs the key in VATEL_API_KEY.
                     Default: the simulator, which needs no key and no network.
  --base-url URL     Base URL of the platform. Default: https://api.vatel.ai
  --input FILE.wav   Microphone input: any sample rate, 8/16/24/32-bit or float, mono or more.
                     Default: a recording of a user who talks to the simulator's city guide.
  --scenario FILE    Scenario of the simulator's agent, as JSON.
                     Default: the city guide; the user asks about the weather and then interrupts.
  --live             This machine's microphone and loudspeaker, through SoX. Use headphones: there is no echo
                     cancellation, so an open loudspeaker makes the agent interrupt itself.
                     Default: no device is opened.
  --out FOLDER       Folder for call.wav and call.ndjson; created if missing. Default: the current folder.
  --plain            Lines instead of the live view. Default: lines when the output is no terminal.
  --help, -h         This text.

Environment
  VATEL_API_KEY      API key of the organization, for --agent-id.
  NO_COLOR           Set to anything: no colours.

Keys
  Ctrl-C ends the call; files and report are still written.

Exit code
  0  The call followed its scenario. With --agent-id, --live or Ctrl-C: it began, and ended in an orderly way.
  1  It did not; one line for each problem.
  2  It could not begin: an option, a file, the key, the token, a device or the network.
`
