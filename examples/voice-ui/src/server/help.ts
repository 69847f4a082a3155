/** The text of `--help`. */
export const help = `A voice call in the browser.

  npm run demo:web                   calls an agent that runs on this machine, with your microphone; no key needed
  VATEL_API_KEY=… npm run demo:web   calls an agent of yours on the Vatel platform

It serves the page on this machine only, prints its address and runs until Ctrl-C. The key stays in this process: the
page gets a token for one call at a time. The other agents of the page are simulated inside it, without any server.

Options
  --port N           The port on 127.0.0.1. Default: 5173, or one that is free where that is taken.
  --agent-id ID      The agent to call on the real platform. Default: the first of your agents.
  --base-url URL     Where the platform is. Default: https://api.vatel.ai
  --scenario FILE    What the simulator's agent says and does, as JSON. Default: the city guide.
  --help, -h         This text.

Environment
  VATEL_API_KEY      The organization's key. With it the real platform is called, without it the simulator.

Exit code
  0  It was stopped.
  2  It could not begin: an option, the port, the key, an agent, a file or the network.
`
