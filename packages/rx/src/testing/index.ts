export { simulate, simulateAsync } from './simulate.ts'
export { simulateConversation } from './simulate-conversation.ts'
export { pcm, serverMessages } from './server-messages.ts'

export type { AssertEqual, AsyncSimulation, Simulation, SimulateAsyncOptions } from './simulate.ts'
export type {
  Conversation,
  ConversationScenario,
  ConversationToolCall,
  ConversationTurn,
  SimulatedConversation,
  SimulatePlatform,
} from './simulate-conversation.ts'
