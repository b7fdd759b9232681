/**
 * The organisation: head office, dealers, outlets, their hours and areas, staff, roles, policies.
 */
export { forgetSessions } from './store-sweep.ts';
export {
  apiKeys,
  followKey,
  keyHolder,
  makeApiKey,
  revokeKey,
  sawKey,
  type ApiKeyForm,
  type ApiKeyHolder,
} from './api-keys.ts';
export { levelsOf, setLevel, workOnlineOnly } from './levels.ts';
export { askForPlan, decidePlan, planAskOf, planAsks, type PlanAskId } from './plan-asks.ts';
export { GUIDE_KINDS, GUIDE_LEVELS, PLAN_ROLES } from './plan-shape.ts';
export type { GuideLevel, PlanRow, PlanWhen, TierRow } from './plan-shape.ts';
export { directory, directoryAt, lastKnown, type Directory } from './directory.ts';
export {
  bodyWithDraft,
  closeDraft,
  discardDraft,
  draftOf,
  mustFit,
  policyInForce,
  publish,
  saveDraft,
  type PolicyInForce,
} from './policies.ts';
export { changesBetween } from './policy-rules.ts';
export { FIRST_POLICIES, POLICY_FIELDS, POLICY_KINDS } from './policy-types.ts';
export type {
  AftersalesBody,
  BelongingBody,
  CommissionBody,
  CreditBody,
  PolicyBodies,
  PolicyField,
  PolicyKind,
  ReferralBody,
  RoutingBody,
  RoutingSort,
  StoredBody,
} from './policy-types.ts';
export {
  changeSignInRule,
  checkCode,
  confirmFactor,
  dropFactor,
  factorOf,
  forgetDevice,
  knowDevices,
  meetDevice,
  newRecoveryCodes,
  proveSession,
  signInRule,
  staffDevices,
  startFactor,
  useCode,
  type Shown,
} from './second-factor.ts';
export { noteRefusedSignIn } from './sprayed.ts';
export {
  FIRST_SIGN_IN_RULE,
  isAskedOf,
  isProofFresh,
  NO_RULE,
} from './proof-rules.ts';
export {
  NODE_KIND_OF,
  permissionsOf,
  reaches,
  reachOf,
  ROLE_PERMISSIONS,
  rolesWith,
  SESSION_LIFE,
} from './rules.ts';
export {
  beginReset,
  findLoginRow,
  grant,
  hire,
  hiredAt,
  isInvited,
  leave,
  mustBeGoodPassword,
  mustGrant,
  NO_CARD,
  reinstate,
  revoke,
  setPassword,
  setPasswordByCode,
  staffManagedBy,
  staffRow,
  suspend,
  writeCard,
  type Credentials,
  type StaffRow,
} from './staff.ts';
export {
  endListedSession,
  endOtherSessions,
  endSession,
  mustUse,
  openSession,
  sawSession,
  sessionsOf,
  signedIn,
  wrongSignIn,
} from './staff-sessions.ts';
export {
  addComplex,
  mustKnowComplex,
  mustKnowProfile,
  addDealer,
  addProfile,
  changeOutlet,
  dropException,
  formFrom,
  move,
  nodeWithin,
  openOutlet,
  outletWithin,
  pause,
  rename,
  resume,
  setException,
  setUp,
  setWeek,
  standsAlready,
  weekOf,
} from './tree.ts';
export { API_SCOPES, ROLES } from './types.ts';
export type {
  ApiKeyId,
  ApiScope,
  App,
  ComplexForm,
  DeliveryBand,
  DraftId,
  Enrolment,
  Grant,
  HoursException,
  HouseType,
  Node,
  NodeKind,
  Outlet,
  OutletDetails,
  OutletForm,
  OutletKind,
  OutletWish,
  PolicyDraft,
  PolicyVersion,
  Role,
  SignedInStaff,
  SignInRule,
  StaffForm,
  StaffSession,
  WeeklyInterval,
} from './types.ts';
export { colleaguesAt, holdersOf, standInFor, type StandIn } from './standing.ts';
