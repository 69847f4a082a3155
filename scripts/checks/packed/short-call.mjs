/**
 * A scenario whose agent greets, is asked one question, calls a tool with one argument, says what it found, and ends the call.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.question What the user is to say.
 * @param {string} options.tool
 * @param {readonly [name: string, value: string]} options.argument
 * @param {string} options.matches The output of the tool that the agent wants, as a regular expression.
 * @param {string} options.answer
 */
export const shortCall = ({ name, question, tool, argument, matches, answer }) => {
  const [argumentName, value] = argument
  return {
    name,
    agent: {
      id: '0a11ce00-c17e-4a1d-9a1e-000000000012',
      name,
      vad_settings: { start_secs: 0.2, stop_secs: 0.4 },
    },
    pace: { chunkMs: 100, chunksPerBurst: 2, burstEveryMs: 100 },
    thinkMs: 50,
    lines: { hello: { text: 'Hi.' }, answer: { text: answer }, pardon: { text: 'Pardon?' } },
    opening: 'hello',
    turns: [
      {
        user: question,
        call: {
          tool,
          arguments: [
            {
              name: argumentName,
              type: 'resolved',
              dataType: 'string',
              description: argumentName,
              required: true,
              value,
            },
          ],
          answers: [{ matches, say: 'answer' }],
          otherwise: 'pardon',
        },
        end: true,
      },
    ],
    otherwise: { user: 'Hm.', say: 'pardon' },
  }
}
