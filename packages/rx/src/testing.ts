export { simulate, simulateAsync } from './testing/simulate.ts'
export { simulateConversation } from './testing/simulate-conversation.ts'
export { pcm, serverMessages } from './testing/server-messages.ts'

export type { AssertEqual, AsyncSimulation, Simulation, SimulateAsyncOptions } from './testing/simulate.ts'
export type {
  Conversation,
  ConversationScenario,
  ConversationToolCall,
  ConversationTurn,
  SimulatedConversation,
  SimulatePlatform,
} from './testing/simulate-conversation.ts'
