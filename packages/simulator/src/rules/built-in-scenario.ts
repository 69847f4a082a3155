import type { Scenario } from './scenario.ts'

/** A short call with all that calls have: a tool, a long answer to talk over, and an end. It needs no files. */
export const builtInScenario: Scenario = {
  name: 'built-in',
  agent: {
    id: '0a11ce00-c17e-4a1d-9a1e-000000000000',
    name: 'Olga, at the switchboard',
    prompt: 'You are Olga. You put people through.',
    default_language: 'en',
    vad_settings: { start_secs: 0.2, stop_secs: 0.6 },
  },
  pace: { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 },
  thinkMs: 300,
  lines: {
    hello: { text: 'Hello, this is the switchboard. Whom do you want to speak to?' },
    found: { text: 'She is in. One moment, please.' },
    absent: { text: 'I am afraid that she is out.' },
    waiting: {
      text: 'While you wait, let me tell you about our opening hours. We are open from nine to five, but not on Sundays.',
    },
    bye: { text: 'Goodbye.' },
    again: { text: 'Could you say that again?' },
  },
  opening: 'hello',
  turns: [
    {
      user: 'Miss Miller in accounts, please.',
      call: {
        tool: 'find_person',
        arguments: [
          {
            name: 'name',
            type: 'resolved',
            dataType: 'string',
            description: 'Who is wanted',
            required: true,
            value: 'Miller',
          },
        ],
        answers: [{ matches: 'yes|in|available', say: 'found' }],
        otherwise: 'absent',
      },
    },
    { user: 'Thank you, I shall wait.', say: 'waiting' },
    { user: 'No, I will call again. Goodbye.', say: 'bye', bargesIn: true, end: true },
  ],
  otherwise: { user: 'Something else.', say: 'again' },
}
