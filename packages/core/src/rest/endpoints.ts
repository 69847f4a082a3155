import type * as t from 'io-ts'
import { listOf } from '../codec/codec.ts'
import type { Recording } from './recording.ts'
import {
  Agent,
  AgentCreateInput,
  AgentUpdateInput,
  DialAgentResponse,
  DialQuery,
  GraphVersion,
  GraphVersionDetail,
} from './resources/agents.ts'
import { CallRecord, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import { LLMStringsResponse, Organization, VoicesListResponse } from './resources/organization.ts'
import { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import {
  SipTrunk,
  SipTrunkAgentAssignment,
  SipTrunkAgentAssignmentCreateInput,
  SipTrunkAgentAssignmentPatchInput,
  SipTrunkCreateInput,
  SipTrunkUpdateInput,
} from './resources/sip-trunks.ts'
import {
  TwilioPhoneNumber,
  TwilioPhoneNumberImportInput,
  TwilioPhoneNumberLabelPatchInput,
} from './resources/twilio-numbers.ts'

/** One operation of the platform's REST side, as data. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path below the base URL, its parameters in braces. */
  readonly path: string
  /** Codec of the query. */
  readonly query?: t.Mixed
  /** Codec of the body, sent as JSON. */
  readonly body?: t.Mixed
  /** Codec of the answer; `stream` for raw bytes, `nothing` for an empty one. */
  readonly response: t.Mixed | 'stream' | 'nothing'
  /** The status of success. */
  readonly success: 200 | 201 | 204
  /**
   * Whether doing it twice does no harm, so that it may be repeated when nobody knows whether it was done. Reading and
   * deleting are; of the rest only what says so.
   */
  readonly retryable: boolean
  /** Whether it is not sent again even when the platform says that it did not do it: somebody's telephone rings. */
  readonly once?: true
}

/** What comes of a deletion. */
export interface Deleted {
  /** Whether it was gone when a repeated try asked for it: the first had done it, or somebody else. */
  readonly alreadyGone: boolean
}

type ParametersOf<Path> = Path extends `${string}{${string}}${infer Rest}`
  ? [id: string, ...ParametersOf<Rest>]
  : []

type InputOf<E> = E extends { readonly body: infer B extends t.Mixed }
  ? [input: t.OutputOf<B>]
  : E extends { readonly query: infer Q extends t.Mixed }
    ? [query?: t.OutputOf<Q>]
    : []

/** What comes back from an operation. */
export type ResponseOf<E extends Endpoint> = E['response'] extends t.Mixed
  ? t.TypeOf<E['response']>
  : E['response'] extends 'stream'
    ? Recording
    : Deleted

/** What is passed to an operation: its path's parameters, then its body or query. */
export type ArgumentsOf<E extends Endpoint> = [...ParametersOf<E['path']>, ...InputOf<E>]

/** Describes an operation that reads. */
/* @__NO_SIDE_EFFECTS__ */
export const reads = <const P extends string, const R extends Endpoint['response']>(path: P, response: R) =>
  ({ method: 'GET', path, response, success: 200, retryable: true }) as const

/** Describes an operation that reads what a query asks for. */
/* @__NO_SIDE_EFFECTS__ */
export const queries = <const P extends string, Q extends t.Mixed, R extends t.Mixed>(
  path: P,
  query: Q,
  response: R,
) => ({ method: 'GET', path, query, response, success: 200, retryable: true }) as const

/** Describes an operation that makes something. */
/* @__NO_SIDE_EFFECTS__ */
export const creates = <const P extends string, B extends t.Mixed, R extends t.Mixed>(
  path: P,
  body: B,
  response: R,
) => ({ method: 'POST', path, body, response, success: 201, retryable: false }) as const

/** Describes an operation that changes something. */
/* @__NO_SIDE_EFFECTS__ */
export const changes = <const P extends string, B extends t.Mixed, R extends t.Mixed>(
  path: P,
  body: B,
  response: R,
) => ({ method: 'PATCH', path, body, response, success: 200, retryable: false }) as const

/** Describes an operation that deletes something. */
/* @__NO_SIDE_EFFECTS__ */
export const deletes = <const P extends string>(path: P) =>
  ({ method: 'DELETE', path, response: 'nothing', success: 204, retryable: true }) as const

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
