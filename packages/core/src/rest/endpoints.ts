import { listOf } from '../codec/codec.ts'
import { changes, creates, deletes, queries, reads, type Endpoint } from './endpoint.ts'
import {
  Agent,
  AgentCreateInput,
  AgentUpdateInput,
  DialAgentResponse,
  DialQuery,
} from './resources/agents.ts'
import { GraphVersion, GraphVersionDetail } from './resources/agent-versions.ts'
import { CallRecord, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import { LLMStringsResponse } from './resources/llms.ts'
import { Organization } from './resources/organization.ts'
import { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import {
  SipTrunkAgentAssignment,
  SipTrunkAgentAssignmentCreateInput,
  SipTrunkAgentAssignmentPatchInput,
} from './resources/sip-assignments.ts'
import { SipTrunk, SipTrunkCreateInput, SipTrunkUpdateInput } from './resources/sip-trunks.ts'
import {
  TwilioPhoneNumber,
  TwilioPhoneNumberImportInput,
  TwilioPhoneNumberLabelPatchInput,
} from './resources/twilio-numbers.ts'
import { VoicesListResponse } from './resources/voices.ts'

/**
 * Every operation of the platform's REST side, by group and name. The client's methods, those of its fp-ts face and the
 * simulator's router are all made from this table.
 */
export const endpoints = {
  organization: {
    /** The organization that the key belongs to. */
    get: reads('/v1/organization', Organization),
  },
  llms: {
    /** The models that agents may use, as `provider/model`. */
    list: reads('/v1/llms', LLMStringsResponse),
  },
  voices: {
    /** The voices that agents may use; they vary with the providers that are available. */
    list: reads('/v1/voices', VoicesListResponse),
  },
  agents: {
    /** Every agent of the organization. */
    list: reads('/v1/agents', listOf(Agent)),
    /** Makes an agent; what is left out is the platform's choice. */
    create: creates('/v1/agents', AgentCreateInput, Agent),
    /** One agent. */
    get: reads('/v1/agents/{id}', Agent),
    /** Changes the fields that are given, and no others. */
    update: changes('/v1/agents/{id}', AgentUpdateInput, Agent),
    /** Deletes an agent. */
    delete: deletes('/v1/agents/{id}'),
    /** The versions of an agent. */
    listVersions: reads('/v1/agents/{id}/versions', listOf(GraphVersion)),
    /** One version of an agent, with its nodes. */
    getVersion: reads('/v1/agents/{id}/versions/{versionId}', GraphVersionDetail),
    /** Makes a version the one that runs; refused with 409 when it was published before. */
    publishVersion: {
      method: 'POST',
      path: '/v1/agents/{id}/versions/{versionId}/publish',
      response: GraphVersion,
      success: 200,
      retryable: false,
    },
    /**
     * Calls somebody's telephone: from the agent's Twilio number, or with `sipTrunkId` through that trunk.
     * Sent once, whatever happens.
     */
    dial: {
      method: 'POST',
      path: '/v1/agents/{id}/dial',
      query: DialQuery,
      response: DialAgentResponse,
      success: 200,
      retryable: false,
      once: true,
    },
  },
  calls: {
    /** One page of the organization's calls; `calls.all` and `calls.pages` follow them. */
    list: queries('/v1/calls', CallsQuery, PaginatedCallsResponse),
    /** One call, with its transcript when that is stored. */
    get: reads('/v1/calls/{id}', CallRecord),
    /**
     * The recording of a call, a WAV file, as a stream; `readRecording` makes bytes of it, `saveRecording` a
     * file.
     */
    downloadRecording: reads('/v1/calls/{id}/recording', 'stream'),
  },
  twilioNumbers: {
    /** The numbers that were imported from Twilio. */
    list: reads('/v1/twilio/numbers', listOf(TwilioPhoneNumber)),
    /** Imports a number from Twilio. */
    import: creates('/v1/twilio/numbers', TwilioPhoneNumberImportInput, TwilioPhoneNumber),
    /** Gives a number another label. */
    updateLabel: changes('/v1/twilio/numbers/{id}', TwilioPhoneNumberLabelPatchInput, TwilioPhoneNumber),
  },
  sipTrunks: {
    /** Every SIP trunk. */
    list: reads('/v1/sip-trunks', listOf(SipTrunk)),
    /** Makes a SIP trunk. */
    create: creates('/v1/sip-trunks', SipTrunkCreateInput, SipTrunk),
    /** One SIP trunk. */
    get: reads('/v1/sip-trunks/{id}', SipTrunk),
    /** Changes the fields that are given, and no others. */
    update: changes('/v1/sip-trunks/{id}', SipTrunkUpdateInput, SipTrunk),
    /** Deletes a SIP trunk. */
    delete: deletes('/v1/sip-trunks/{id}'),
    /** Which agents a trunk reaches. */
    listAssignments: reads('/v1/sip-trunks/{id}/assignments', listOf(SipTrunkAgentAssignment)),
    /**
     * Lets a trunk reach an agent: by `number` with digest authentication, by `alternate_number` with an ACL.
     */
    createAssignment: creates(
      '/v1/sip-trunks/{id}/assignments',
      SipTrunkAgentAssignmentCreateInput,
      SipTrunkAgentAssignment,
    ),
    /** One assignment. */
    getAssignment: reads('/v1/sip-trunks/assignments/{assignmentId}', SipTrunkAgentAssignment),
    /** Changes the fields that are given; `null` clears one. */
    updateAssignment: changes(
      '/v1/sip-trunks/assignments/{assignmentId}',
      SipTrunkAgentAssignmentPatchInput,
      SipTrunkAgentAssignment,
    ),
    /** Deletes an assignment. */
    deleteAssignment: deletes('/v1/sip-trunks/assignments/{assignmentId}'),
  },
  session: {
    /** Mints a short-lived token that opens one call with an agent, for `openCall`. */
    generateToken: {
      method: 'POST',
      path: '/v1/session-token',
      body: GenerateSessionTokenRequest,
      response: SessionTokenResponse,
      success: 200,
      // A token that nobody uses expires, so minting a second one does no harm.
      retryable: true,
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Endpoint>>>>

/** The table's type. */
export type Endpoints = typeof endpoints
