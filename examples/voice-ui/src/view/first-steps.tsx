/** What somebody does who sees the page for the first time. */
export const FirstSteps = () => (
  <div className="hint first-steps">
    <ol>
      <li>
        Press <strong>Call</strong>, and allow the microphone when the browser asks. Headphones are best.
      </li>
      <li>Wait for the agent to greet you, and answer. Both sides are written here as you talk.</li>
      <li>Speak while the agent speaks, if you like: it stops, and what you did not hear is struck out.</li>
    </ol>
    <p>A simulated agent follows a script: it takes whatever you say for the next line of it.</p>
  </div>
)
