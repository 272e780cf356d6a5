// Made of /api/openapi.json by a test of the server: change nothing here.

export type AggregateAnswer = { results: Record<string, { value: number | null; comparison_value?: number | null; change?: number | null }> };
export type Annotation = { id: string; date: string; day: string; until: string | null; text: string; createdBy: string; createdAt: string; updatedAt: string };
/** Of a change, what is absent stays as it is, and null takes until away. */
export type AnnotationForm = { date?: string; until?: string | null; text?: string };
export type AnnotationList = { annotations: Annotation[] };
export type AnyAnswer = Record<string, unknown>;
/** What went wrong, in the form that the protocol's clients know. */
export type AnyError = Record<string, unknown>;
export type Audited = { day: string; state: string; events?: number; drift?: number };
/** A page view or an event. Short and long names are the same field. */
export type CollectEvent = { n?: string; name?: string; u?: string; url?: string; d?: string; domain?: string; r?: string | null; referrer?: string | null; p?: Record<string, unknown> | string | null; props?: Record<string, unknown> | string | null; m?: Record<string, unknown> | string | null; meta?: Record<string, unknown> | string | null; "$"?: Record<string, unknown> | string | null; revenue?: Record<string, unknown> | string | null; i?: boolean; interactive?: boolean; h?: boolean | number; hashMode?: boolean | number; e?: number; sd?: number; b?: Record<string, unknown>; uid?: string; traits?: Record<string, unknown> | string | null; c?: boolean | number; consent?: boolean | number; id?: string; a?: number; age?: number; ti?: string; title?: string; w?: number; screen_width?: number; sh?: number; screen_height?: number; tz?: string; timezone?: string; l?: string; language?: string };
export type CurrentVisitors = { visitors: number };
/** A name such as 30d, or two dates or two instants, both included. */
export type DateRange = (string | string[]);
export type DayForm = { day?: string | null };
export type Deletion = { id: string; state: string; askedAt: string; askedBy: string; goneAfter: string; doneUntil?: string; daysLeft?: number; items: number; fault?: string };
export type Drops = { drops: Record<string, number>; days: { date: string; drops: Record<string, number> }[] };
export type Erasure = { id: string; subject: string; day?: string; import?: string; filters?: Filters; from?: string; to?: string; state: string; askedAt: string; askedBy: string; doneUntil?: string; daysLeft?: number; daysChanged: number; events: number; finishedAt?: string; proof?: { days: number; rawEvents: number; blocks: number; blockEvents: number; found: number }; fault?: string };
export type ErasureForm = { userId?: string | null; visitorId?: string | null; day?: string | null; import?: string | null; everything?: boolean; filters?: Filters; from?: string | null; to?: string | null; preview?: boolean };
export type ErasureList = { erasures: { id: string; subject: string; day?: string; import?: string; filters?: Filters; from?: string; to?: string; state: string; askedAt: string; askedBy: string; doneUntil?: string; daysLeft?: number; daysChanged: number; events: number; finishedAt?: string; proof?: { days: number; rawEvents: number; blocks: number; blockEvents: number; found: number }; fault?: string }[] };
export type ErasurePreview = { preview: boolean; days: number; events: number; complete: boolean; pageviews?: number; visits?: number; visitors?: number; first?: string; last?: string; byDay?: { day: string; events: number; pageviews: number; visits: number; visitors: number }[] };
export type ErrorCount = { name?: string; timestamp?: string; count: number; visitors: number };
export type ErrorForm = { status: "open" | "resolved" | "ignored" };
export type ErrorGroup = { fingerprint: string | null; status: "open" | "resolved" | "ignored"; reopened?: boolean; markedBy?: string; markedAt?: string; count: number; visitors: number; firstSeen: string; lastSeen: string; timeseries: ErrorCount[]; samples: ErrorSample[]; pages: ErrorCount[]; releases: ErrorCount[]; browsers: ErrorCount[]; operatingSystems: ErrorCount[]; devices: ErrorCount[]; countries: ErrorCount[] };
export type ErrorSample = { message: string | null; stack: string | null; source: string | null; line: string | null; column: string | null; breadcrumbs: string | null; lastSeen: string; count: number };
/** What went wrong, every fault in one text. */
export type ErrorText = { error: string };
/** What an answer takes, and what it took; only where it is asked for. */
export type Explain = { plan: ExplainFigures; cost?: ExplainFigures };
export type ExplainFigures = { bytes: number; read_units: number; dollars: number; milliseconds: number; blocks?: number; calls?: number; days?: { from_totals: number; from_blocks: number; from_memory: number; open: number } };
export type Exported = { days: number };
/** The faults by field. */
export type FieldErrors = { errors: Record<string, string[]> };
/** What counts; all of them must hold. As in the question's schema. */
export type Filters = unknown[][];
/** As the protocol's trackers write it. */
export type ForeignEvent = Record<string, unknown>;
export type Funnel = { id: string; name: string; steps: FunnelStep[]; who?: string; order?: string; window?: string; filters?: Filters; breakdown?: string; createdAt: string; updatedAt: string };
export type FunnelAnswer = { steps: FunnelStepResult[]; groups?: { value: string; steps: FunnelStepResult[] }[]; meta: { counts: string; linked: string; identification?: boolean; total_groups?: number }; query: { date_range: string[]; who: string; order: string; window: string; filters: Filters; breakdown?: string }; explain?: Explain };
/** Of a change, what is absent stays as it is, and null takes a field away. */
export type FunnelForm = { name?: string; steps?: FunnelStep[]; who?: "visitors" | "people" | null; order?: "loose" | "strict" | null; window?: string | null; filters?: (Filters | null); breakdown?: string | null };
export type FunnelList = { funnels: Funnel[] };
export type FunnelQuestion = { steps: FunnelStep[]; date_range: DateRange; who?: "visitors" | "people"; order?: "loose" | "strict"; window?: string; filters?: Filters; breakdown?: string; pagination?: Pagination };
/** A page, an event or filters: one of the three. */
export type FunnelStep = { page?: string; event?: string; filters?: Filters; name?: string };
export type FunnelStepResult = { name: string; visitors?: number; people?: number; conversion_rate: number; step_conversion_rate: number; drop_off: number; drop_off_rate: number; median_ms?: number; mean_ms?: number };
export type Goal = { id: string; name: string; type: string; pattern: string; match: string; properties?: Record<string, string>; scroll?: number; value?: number; isActive: boolean; createdAt: string; updatedAt: string };
export type GoalForm = { name?: string | null; type?: string | null; pattern?: string | null; match?: string | null; matchType?: string | null; properties?: Record<string, string> | null; scroll?: number | null; value?: number | null; isActive?: boolean | null };
/** The goals of a site. */
export type GoalList = { goals: Goal[] };
/** A text, or the faults by parameter. */
export type GoatCounterError = { error?: string; errors?: Record<string, string[]> };
export type GoatCounterHits = { no_sessions?: boolean; hits: Record<string, unknown>[] };
export type Health = { status: string; version: string; now: string; reasons: { reason: string; message: string; remedy: string; site?: { id: string; name: string }; day?: string; since?: string; command?: string }[]; oldestDue?: string; events?: { day: string; taken: number; budget: number }; sites: { id: string; name: string; isActive: boolean; lastEvent?: string; unsealed?: { day: string; since: string }; nextWork?: string; days: { day: string; drift: number; alarm?: string }[]; dropped: { from: string; events: Record<string, number> }; pausedUntil?: string; erasures: number }[]; next?: string };
export type HookAnswer = { eventId: string | null };
export type IngestAnswer = { accepted: number; duplicates: number; dropped: { index: number; reason: string }[]; rejected: { index: number; errors: Record<string, string[]> }[] };
export type IngestBatch = { site: string; events: IngestEvent[] };
export type IngestEvent = { url: string; name?: string; id?: string; timestamp?: string; visitor?: Visitor; referrer?: string; title?: string; language?: string; timezone?: string; country?: string; screen?: { width?: number; height?: number; density?: number }; props?: Record<string, unknown>; revenue?: Revenue; interactive?: boolean; engagement?: { ms?: number; scroll?: number }; userId?: string; traits?: Record<string, unknown>; device?: { manufacturer?: string; model?: string }; consent?: boolean; asksForPrivacy?: boolean };
export type IngestOne = (IngestEvent & { site: string });
export type IngestSession = { site: string; visitor: Visitor; userId?: string; consent?: boolean; asksForPrivacy?: boolean; country?: string; timezone?: string; language?: string; screen?: Record<string, unknown>; device?: Record<string, unknown>; events: IngestEvent[] };
export type JourneysAnswer = { visits: number; visitors: number; results: { pages?: string[]; page?: string | null; visits: number; visitors: number; share: number }[]; meta: { total_rows: number; counts: string }; query: { date_range: string[]; kind: string; page?: string; length?: number; filters: Filters }; explain?: Explain };
export type JourneysQuestion = { date_range: DateRange; kind?: "paths" | "next" | "previous"; page?: string; length?: number; filters?: Filters; pagination?: Pagination };
export type Key = { id: string; name: string; scopes: string[]; createdAt: string; secret?: string };
export type KeyForm = { name?: string | null; scopes?: string[] | null };
export type KeyList = { keys: { id: string; name: string; scopes: string[]; createdAt: string; secret?: string }[] };
export type LogAnswer = { import?: string; format?: string; lines: number; accepted: number; skipped: number; skippedFor?: Record<string, number>; dropped: Record<string, number>; faultCount: number; faults: { line: number; problem: string }[]; visitors?: number; withoutVisitor?: number; first?: string; last?: string; hosts?: Record<string, number>; visitorKeys?: string[] };
export type LoginList = { logins: { id: string; createdAt: string; expiresAt: string; client?: string; isThis: boolean }[] };
export type Maintenance = { today: string; due: string[]; days: { day: string; state: string; version: number; events: number; blocks: number; bytes: number; pageviews: number; visitors: number; visits: number; sealedAt?: string; auditedAt?: string; drift: number; latePending: boolean; closesAt?: string; alarm?: string; exported?: boolean }[] };
export type Me = { email?: string; role?: string };
/** A number, money, or null for a mean of nothing. */
export type MetricValue = (number | null | Money);
export type MetricsAnswer = { timeRange: { start: string; end: string }; metrics: Record<string, { value: number; change: number }> };
/** An amount in one currency: value is exact to three decimals. */
export type Money = { value: number; currency: string; short: string; long: string };
export type Pagination = { limit?: number; offset?: number };
export type PasswordForm = { current?: string | null; password?: string | null };
export type PeopleList = { people: Person[]; total: number };
/** A person whom the site identifies. Traits that browsers told stand apart: anybody can make them up. */
export type Person = { userId: string; firstSeen: string; lastSeen: string; visits: number; pageviews: number; events: number; revenue: PersonRevenue[]; traits: Record<string, string>; unverifiedTraits: Record<string, string>; country: string | null; region: string | null; city: string | null; device: string | null; browser: string | null; os: string | null; language: string | null };
export type PersonEvent = { timestamp: string; visitBegan: string | null; name: string; userId: string | null; hostname: string; path: string; title: string | null; referrer: string | null; source: string | null; props: Record<string, string>; revenue: Record<string, unknown>; traits: Record<string, string>; traitsVerified: boolean };
export type PersonExport = { userId: string; next: string | null; events: PersonEvent[] };
export type PersonProfile = (Person & { history: TraitChange[]; days: { date: string; visits: number; pageviews: number; events: number }[]; devices: { device: string | null; browser: string | null; os: string | null; visits: number; lastSeen: string }[]; countries: { country: string | null; visits: number; lastSeen: string }[] });
export type PersonRevenue = { currency: string; amount: number };
export type PlausibleCreated = { created: boolean };
export type PlausibleDeleted = { deleted: boolean };
export type PlausibleGoalForm = { site_id?: string | null; goal_type?: string | null; event_name?: string | null; page_path?: string | null; display_name?: string | null; custom_props?: Record<string, string> | null };
export type PlausibleGoalList = { goals: { id: number; goal_type: string; display_name: string; event_name: string | null; page_path: string | null; custom_props: Record<string, string> }[]; meta: { after: string | null; before: string | null; limit: number } };
export type PlausiblePropertyForm = { site_id?: string | null; property?: string | null };
export type PlausiblePropertyList = { custom_properties: { property: string }[] };
export type PlausibleSavedGoal = { domain: string; id: number; goal_type: string; display_name: string; event_name: string | null; page_path: string | null; custom_props: Record<string, string> };
export type PlausibleSite = { domain: string; timezone: string; custom_properties: string[]; tracker_script_configuration: { id: string; installation_type: string | null; track_404_pages: boolean; hash_based_routing: boolean; outbound_links: boolean; file_downloads: boolean; revenue_tracking: boolean; tagged_events: boolean; form_submissions: boolean; pageview_props: boolean } };
export type PlausibleSiteChange = { domain?: string | null; tracker_script_configuration?: unknown };
export type PlausibleSiteForm = { domain?: string | null; timezone?: string | null; tracker_script_configuration?: unknown };
export type PlausibleSiteList = { sites: { domain: string; timezone: string }[]; meta: { after: string | null; before: string | null; limit: number } };
export type Privacy = { site: string; settingsOf: string; meetsAll: boolean; points: { topic: string; practice: string; setting?: string; meets: boolean }[] };
/** What went wrong (RFC 9457), with every fault of the input at once. */
export type Problem = { title: string; status: number; detail?: string; errors?: Record<string, string[]> };
export type QueriesAnswer = { answers: (QueryAnswer | ErrorText)[]; explain?: Explain };
export type QueriesQuestion = { site_id?: string; queries: Record<string, unknown>[]; budget?: Record<string, unknown> };
export type QueryAnswer = { results: QueryRow[]; meta: { imports_included?: boolean; imports_skip_reason?: string; time_labels?: string[]; total_rows?: number; late_events_pending?: boolean; late_events_pending_days?: string[]; metric_warnings?: Record<string, { code: string; warning: string; left_out?: Money[] }>; sample?: { rate: number; expected_error: number } }; query: { site_id: string; metrics: string[]; date_range: string[]; comparison_date_range?: string[]; filters: unknown[][]; dimensions: string[]; order_by: unknown[][]; include: Record<string, unknown>; pagination: Record<string, unknown> }; explain?: Explain };
export type QueryRow = { metrics: MetricValue[]; dimensions: string[]; comparison?: { metrics: MetricValue[]; change: (number | null)[]; dimensions?: string[] } | null };
/** The body of POST /api/v2/query, and q of GET /api/v2/query. What fits this schema is understood. Which metrics go with which dimensions and filters is said by the refusals. */
export type Question = { site_id: string; metrics: Question_metric[]; date_range: Question_date_range; dimensions?: Question_dimension[]; filters?: Question_filter[]; order_by?: [(Question_metric | Question_dimension), "asc" | "desc"][]; include?: { imports?: boolean; time_labels?: boolean; total_rows?: boolean; trim_relative_date_range?: boolean; compare?: ("previous_period" | "year_over_year" | null | Question_days | Question_instants); match_day_of_week?: boolean }; pagination?: { limit?: number; offset?: number }; budget?: { bytes?: number; blocks?: number; sample?: boolean } };
export type Question_clauses = (string | number)[];
/** The value is, or holds, one of the clauses, or none of them. Countries are compared with codes of two letters, currencies with those of ISO 4217. */
export type Question_comparison = (unknown & unknown);
/** A range that moves with the clock (Nd: the N days that ended yesterday, N up to 5,000; Nmo: the N calendar months that ended with the last one, N up to 100), or two days, or two instants, the earlier first and both included. */
export type Question_date_range = ("day" | "24h" | "7d" | "28d" | "30d" | "91d" | "month" | "6mo" | "12mo" | "year" | "all" | "realtime" | "30m" | string | Question_days | Question_instants);
/** Two days of the site. */
export type Question_days = string[];
export type Question_dimension = (Question_time_dimension | "event:goal" | Question_property_dimension);
export type Question_event_dimension = ("event:page" | "event:hostname" | "event:name" | "event:currency" | `event:props:${string}`);
/** A filter of events alone, for has_done. */
export type Question_event_filter = ((Question_comparison & unknown) | (Question_pattern & unknown) | Question_number | Question_goal | ["and" | "or", Question_event_filter[]] | ["not", Question_event_filter]);
export type Question_filter = (Question_comparison | Question_pattern | Question_number | Question_goal | Question_segment | ["and" | "or", Question_filter[]] | ["not", Question_filter] | ["has_done" | "has_not_done", Question_event_filter]);
/** The event meets one of the site's goals, by name or a part of it. */
export type Question_goal = ["is" | "contains", "event:goal", Question_clauses, Question_modifier?];
/** Two instants, each with its offset. */
export type Question_instants = string[];
export type Question_metric = ("visitors" | "visits" | "pageviews" | "views_per_visit" | "bounce_rate" | "visit_duration" | "events" | "scroll_depth" | "time_on_page" | "percentage" | "conversion_rate" | "group_conversion_rate" | "exit_rate" | "total_revenue" | "average_revenue" | "goal_value" | "first_seen" | "last_seen" | `${string}(event:props:${string})`);
export type Question_modifier = { case_sensitive?: boolean };
/** The property is a number, and compares so with the one that is given, or lies between two, both included and the least first. */
export type Question_number = ["\u003E" | "\u003E=" | "\u003C" | "\u003C=" | "between", `event:props:${string}`, (number | string)[]];
/** The value matches one of some regular expressions, or none: of those that need no look-around and no back-references. */
export type Question_pattern = ["matches" | "matches_not", Question_property_dimension, string[]];
export type Question_property_dimension = (Question_event_dimension | Question_visit_dimension);
/** What one of the site's saved segments lets through. */
export type Question_segment = ["is", "segment", number[]];
export type Question_time_dimension = "time" | "time:minute" | "time:hour" | "time:day" | "time:week" | "time:month";
export type Question_visit_dimension = "visit:entry_page" | "visit:exit_page" | "visit:entry_page_hostname" | "visit:exit_page_hostname" | "visit:source" | "visit:referrer" | "visit:channel" | "visit:utm_source" | "visit:utm_medium" | "visit:utm_campaign" | "visit:utm_content" | "visit:utm_term" | "visit:country" | "visit:region" | "visit:city" | "visit:country_name" | "visit:region_name" | "visit:city_name" | "visit:device" | "visit:screen" | "visit:browser" | "visit:browser_version" | "visit:os" | "visit:os_version" | "visit:language" | "visit:locale" | "visit:timezone" | "visit:device_manufacturer" | "visit:device_model" | "visit:screen_density";
export type RetentionAnswer = { people: number; cohorts: { start: string; people: number; seen: number[]; rates: number[] }[]; meta: { counts: string; identification: boolean }; query: { date_range: string[]; period: string; filters: Filters }; explain?: Explain };
export type RetentionQuestion = { date_range: DateRange; period?: "week" | "day" | "month"; filters?: Filters };
export type Revenue = { currency: string; amount: string | number };
export type RowsAnswer = { results: (Record<string, number | string | null>)[] };
/** A message of JSON-RPC 2.0, as the Model Context Protocol has it. */
export type RpcMessage = { jsonrpc: "2.0"; id?: string | number; method: string; params?: Record<string, unknown> };
export type Sealed = { day: string; sealed: boolean; events: number };
export type Segment = { id: number; name: string; filters: Filters; createdAt: string; updatedAt: string };
export type SegmentForm = { name?: string; filters?: Filters };
export type SegmentList = { segments: Segment[] };
export type SignInForm = { email?: string | null; password?: string | null };
export type Site = { id: string; name: string; domains: string[]; formerDomains?: { domain: string; until: string }[]; aliases: string[]; timezone: string; isActive: boolean; settings: { collectGeolocation?: boolean; trackReferrers?: boolean; trackUtmParams?: boolean; trackDeviceType?: boolean; customDomain?: string; publicDashboard?: boolean; publicDashboardPassword?: string; excludedPaths?: string[]; excludedIps?: string[]; dataRetentionDays?: number; rawRetentionDays?: number; eventsRetentionDays?: number; errorsRetentionDays?: number; vitalsRetentionDays?: number; sessionsRetentionDays?: number; checkHostnames?: boolean; keptQueryParameters?: string[]; identification?: boolean; browserTraits?: string[]; singleVisits?: boolean; excludedCountries?: string[]; excludeDatacentres?: boolean; scrubPaths?: string; consent?: string; privacySignals?: string; currency?: string; customProperties?: string[]; dailyEventBudget?: number; overBudget?: string }; createdAt: string; updatedAt: string; domain?: string; domainKey?: string; deletion?: { id: string; state: string; askedAt: string; askedBy: string; goneAfter: string; doneUntil?: string; daysLeft?: number; items: number; fault?: string } };
export type SiteForm = { name?: string | null; domain?: string | null; domains?: string[] | null; aliases?: string[] | null; timezone?: string | null; isActive?: boolean | null; settings?: { collectGeolocation?: boolean | null; trackReferrers?: boolean | null; trackUtmParams?: boolean | null; trackDeviceType?: boolean | null; customDomain?: string | null; publicDashboard?: boolean | null; publicDashboardPassword?: string | null; excludedPaths?: string[] | null; excludedIps?: string[] | null; dataRetentionDays?: number | null; rawRetentionDays?: number | null; eventsRetentionDays?: number | null; errorsRetentionDays?: number | null; vitalsRetentionDays?: number | null; sessionsRetentionDays?: number | null; checkHostnames?: boolean | null; keptQueryParameters?: string[] | null; identification?: boolean | null; browserTraits?: string[] | null; singleVisits?: boolean | null; excludedCountries?: string[] | null; excludeDatacentres?: boolean | null; scrubPaths?: string | null; consent?: string | null; privacySignals?: string | null; currency?: string | null; customProperties?: string[] | null; dailyEventBudget?: number | null; overBudget?: string | null } | null };
/** The sites of an account. */
export type SiteList = { sites: Site[] };
export type Ticket = { ticket: string; expiresAt: string };
export type TraitChange = { at: string; trait: string; value: string; verified: boolean };
export type UmamiSend = { type: "event" | "identify" | "performance" | "engagement"; payload: Record<string, unknown> };
/** Who it was: known by id alone, else by address and user agent. Hashed and judged, not stored. */
export type Visitor = { ip?: string; userAgent?: string; id?: string; hints?: { brands?: string; platform?: string; platformVersion?: string; mobile?: boolean } };

/** What each operation takes and answers, by its method and address. */
export interface Operations {
  /** The dashboard's page, asked for every time (`no-cache`, with an `ETag`) */
  "GET /": { path: {}; query: {}; body: undefined; answer: string };
  /** A list of up to 500 of these, at most 1 MB */
  "POST /api/batch": { path: {}; query: {}; body: ForeignEvent[]; answer: AnyAnswer };
  /** The question as JSON Schema (2020-12), for editors and for programs that make questions */
  "GET /api/docs/query/schema.json": { path: {}; query: {}; body: undefined; answer: unknown };
  /** One event from a browser, in the wire form of Plausible's trackers */
  "POST /api/event": { path: {}; query: {}; body: CollectEvent; answer: string };
  /** This API as an OpenAPI 3.1 document */
  "GET /api/openapi.json": { path: {}; query: {}; body: undefined; answer: string };
  /** Umami's */
  "POST /api/send": { path: {}; query: {}; body: UmamiSend; answer: { cache: string; sessionId: string; visitId: string } };
  /** The same as `POST /collect`, with the site in the address */
  "POST /api/sites/{siteId}/collect": { path: { siteId: string }; query: {}; body: ForeignEvent; answer: undefined };
  /** GoatCounter's for servers */
  "POST /api/v0/count": { path: {}; query: { site?: string }; body: GoatCounterHits; answer: { status: string } };
  /** Whose key it is */
  "GET /api/v0/me": { path: {}; query: {}; body: undefined; answer: { user: { id: number; site: number; email: string; email_verified: boolean; totp_enabled: boolean; access: { all: string } }; token: { name: string; permissions: number; sites: number[] } } };
  /** Every path that the site ever had, by number */
  "GET /api/v0/paths": { path: {}; query: { site?: string; limit?: number; after?: string; explain?: string }; body: undefined; answer: { paths: { id: number; path: string; event: boolean; title: string }[]; more: boolean } };
  /** The account's sites */
  "GET /api/v0/sites": { path: {}; query: {}; body: undefined; answer: { sites: { id: number; parent: string | null; cname: string; cname_setup_at: string | null; code: string; link_domain: string; setttings: { public: string; data_retention: number }; received_data: boolean; state: string; created_at: string; updated_at: string; first_hit_at: string }[] } };
  /** Pages and events by visitors, each with its course */
  "GET /api/v0/stats/hits": { path: {}; query: { site?: string; start?: string; end?: string; include_paths?: string; path_by_name?: string; explain?: string; exclude_paths?: string; limit?: number; group?: string; daily?: string }; body: undefined; answer: { hits: { count: number; path_id: number; path: string; event: boolean; title: string; max: number; stats: { day: string; hourly: number[]; daily: number }[] }[]; total: number; more: boolean } };
  /** Where the visitors of a path came from */
  "GET /api/v0/stats/hits/{path}": { path: { path: string }; query: { site?: string; start?: string; end?: string; limit?: number; offset?: number; explain?: string }; body: undefined; answer: { more: boolean; refs: { name: string; count: number; ref_scheme: string }[] } };
  /** The visitors of the range, those with an event, and the course by hours and days */
  "GET /api/v0/stats/total": { path: {}; query: { site?: string; start?: string; end?: string; include_paths?: string; path_by_name?: string; explain?: string }; body: undefined; answer: { total: number; total_events: number; total_utc: number; stats: { day: string; hourly: number[]; daily: number }[] } };
  /** A list by visitors */
  "GET /api/v0/stats/{page}": { path: { page: string }; query: { site?: string; start?: string; end?: string; include_paths?: string; path_by_name?: string; explain?: string; limit?: number; offset?: number }; body: undefined; answer: { more: boolean; stats: { id: string; name: string; count: number }[] } };
  /** `{"sites" */
  "GET /api/v1/sites": { path: {}; query: { after?: string; before?: string; limit?: number }; body: undefined; answer: PlausibleSiteList };
  /** `domain` is required */
  "POST /api/v1/sites": { path: {}; query: {}; body: PlausibleSiteForm; answer: PlausibleSite };
  /** The names that somebody listed for `site_id` */
  "GET /api/v1/sites/custom-props": { path: {}; query: { site_id?: string }; body: undefined; answer: PlausiblePropertyList };
  /** Lists `property`, at most 100 of a site */
  "PUT /api/v1/sites/custom-props": { path: {}; query: { site_id?: string }; body: PlausiblePropertyForm; answer: PlausibleCreated };
  /** Takes a name off the list, which may have slashes */
  "DELETE /api/v1/sites/custom-props/{property}": { path: { property: string }; query: { site_id?: string }; body: undefined; answer: PlausibleDeleted };
  /** The goals of `site_id` */
  "GET /api/v1/sites/goals": { path: {}; query: { site_id?: string; after?: string; before?: string; limit?: number }; body: undefined; answer: PlausibleGoalList };
  /** Finds or makes a goal, never a second */
  "PUT /api/v1/sites/goals": { path: {}; query: { site_id?: string }; body: PlausibleGoalForm; answer: PlausibleSavedGoal };
  /** `{"deleted" */
  "DELETE /api/v1/sites/goals/{goal}": { path: { goal: string }; query: { site_id?: string }; body: undefined; answer: PlausibleDeleted };
  /** The site, as above */
  "GET /api/v1/sites/{id}": { path: { id: string }; query: {}; body: undefined; answer: PlausibleSite };
  /** Gives the site another `domain` (required) in the place of its first */
  "PUT /api/v1/sites/{id}": { path: { id: string }; query: {}; body: PlausibleSiteChange; answer: PlausibleSite };
  /** `{"deleted" */
  "DELETE /api/v1/sites/{id}": { path: { id: string }; query: {}; body: undefined; answer: PlausibleDeleted };
  /** One number for each metric */
  "GET /api/v1/stats/aggregate": { path: {}; query: { site_id: string; period?: string; date?: string; metrics?: string; filters?: string; with_imported?: string; explain?: string; compare?: string }; body: undefined; answer: AggregateAnswer };
  /** A row for each value of `property` (required), called by its last word */
  "GET /api/v1/stats/breakdown": { path: {}; query: { site_id: string; period?: string; date?: string; metrics?: string; filters?: string; with_imported?: string; explain?: string; property?: string; limit?: number; page?: string }; body: undefined; answer: RowsAnswer };
  /** The visitors with an event in the last five minutes, as a bare number */
  "GET /api/v1/stats/realtime/visitors": { path: {}; query: { site_id?: string }; body: undefined; answer: number };
  /** The course of the period, every bucket, the earliest first */
  "GET /api/v1/stats/timeseries": { path: {}; query: { site_id: string; period?: string; date?: string; metrics?: string; filters?: string; with_imported?: string; explain?: string; interval?: string }; body: undefined; answer: RowsAnswer };
  /** Whether all is well with the caller's sites, what is not, and what to do */
  "GET /api/v2/health": { path: {}; query: { after?: string }; body: undefined; answer: Health };
  /** LittleStats' question whether a site is well */
  "GET /api/v2/health/{id}": { path: { id: string }; query: { explain?: string }; body: undefined; answer: { status: string; sessions: number; hour: string } };
  /** The account's keys, oldest first, without their secrets */
  "GET /api/v2/keys": { path: {}; query: {}; body: undefined; answer: KeyList };
  /** Body, at most 4 KB */
  "POST /api/v2/keys": { path: {}; query: {}; body: KeyForm; answer: Key };
  /** Ends a key */
  "DELETE /api/v2/keys/{id}": { path: { id: string }; query: {}; body: undefined; answer: undefined };
  /** Body, at most 4 KB */
  "POST /api/v2/login": { path: {}; query: {}; body: SignInForm; answer: undefined };
  /** Ends the login of the cookie */
  "POST /api/v2/logout": { path: {}; query: {}; body: undefined; answer: undefined };
  /** The person who is signed in */
  "GET /api/v2/me": { path: {}; query: {}; body: undefined; answer: Me };
  /** Where the person is signed in, the newest first */
  "GET /api/v2/me/logins": { path: {}; query: {}; body: undefined; answer: LoginList };
  /** Ends all of them but this one */
  "DELETE /api/v2/me/logins": { path: {}; query: {}; body: undefined; answer: undefined };
  /** Ends one of them */
  "DELETE /api/v2/me/logins/{id}": { path: { id: string }; query: {}; body: undefined; answer: undefined };
  /** Another password for the person who is signed in */
  "POST /api/v2/me/password": { path: {}; query: {}; body: PasswordForm; answer: undefined };
  /** The same as percent-encoded JSON in `q`, with an `ETag` as above */
  "GET /api/v2/queries": { path: {}; query: { q?: string; explain?: string }; body: undefined; answer: QueriesAnswer };
  /** 1 to 50 questions about one site, answered from one reading of its events */
  "POST /api/v2/queries": { path: {}; query: { explain?: string }; body: QueriesQuestion; answer: QueriesAnswer };
  /** The same question as percent-encoded JSON in `q`, so that its answer can be kept */
  "GET /api/v2/query": { path: {}; query: { q?: string; explain?: string; format?: string; bom?: string }; body: undefined; answer: QueryAnswer };
  /** One question in the form of Plausible's Stats API v2 */
  "POST /api/v2/query": { path: {}; query: { explain?: string; format?: string; bom?: string }; body: Question; answer: QueryAnswer };
  /** What happens on the site at this moment, in one message */
  "GET /api/v2/realtime/{id}": { path: { id: string }; query: { ticket?: string }; body: undefined; answer: { type: string; timestamp: number; data: { siteId: string; timestamp: number; activeVisitors: number; minutes: { at: string; pageviews: number; visitors: number }[]; topPages: { path: string; count: number }[]; topReferrers: { domain: string; count: number }[]; topCountries: { country: string; count: number }[]; topDevices: { device: string; count: number }[]; events: { at: string; name: string; path: string; source: string | null; country: string | null; device: string; browser: string }[] } } };
  /** The same message as server-sent events (`event */
  "GET /api/v2/realtime/{id}/stream": { path: { id: string }; query: { ticket?: string }; body: undefined; answer: string };
  /** A credential for browsers that can send no header */
  "POST /api/v2/realtime/{id}/tickets": { path: { id: string }; query: {}; body: undefined; answer: Ticket };
  /** The account's sites by name */
  "GET /api/v2/sites": { path: {}; query: { limit?: number; after?: string; format?: string; bom?: string }; body: undefined; answer: SiteList };
  /** Makes a site */
  "POST /api/v2/sites": { path: {}; query: {}; body: SiteForm; answer: Site };
  /** One site, or 404 */
  "GET /api/v2/sites/{id}": { path: { id: string }; query: {}; body: undefined; answer: Site };
  /** Changes what the body names and answers the site */
  "PUT /api/v2/sites/{id}": { path: { id: string }; query: {}; body: SiteForm; answer: Site };
  /** Deletes the site with all that is stored of it */
  "DELETE /api/v2/sites/{id}": { path: { id: string }; query: {}; body: undefined; answer: Deletion };
  /** The site's notes in the order of their days */
  "GET /api/v2/sites/{id}/annotations": { path: { id: string }; query: { from?: string; to?: string; limit?: number; after?: string; format?: string; bom?: string }; body: undefined; answer: AnnotationList };
  /** Makes a note */
  "POST /api/v2/sites/{id}/annotations": { path: { id: string }; query: {}; body: AnnotationForm; answer: Annotation };
  /** One note, or 404 */
  "GET /api/v2/sites/{id}/annotations/{annotation}": { path: { id: string; annotation: string }; query: {}; body: undefined; answer: Annotation };
  /** Changes what the body names and answers the note */
  "PUT /api/v2/sites/{id}/annotations/{annotation}": { path: { id: string; annotation: string }; query: {}; body: AnnotationForm; answer: Annotation };
  /** Removes a note */
  "DELETE /api/v2/sites/{id}/annotations/{annotation}": { path: { id: string; annotation: string }; query: {}; body: undefined; answer: undefined };
  /** Browsers */
  "GET /api/v2/sites/{id}/browsers": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { browsers: { browser: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Campaigns by `utm_campaign` */
  "GET /api/v2/sites/{id}/campaigns": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { campaigns: { campaign: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Channels, by the rules of Metrics */
  "GET /api/v2/sites/{id}/channels": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { channels: { channel: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Cities by name */
  "GET /api/v2/sites/{id}/cities": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { cities: { city: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Countries by their code */
  "GET /api/v2/sites/{id}/countries": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { countries: { country: string | null; code: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** The list of names, whatever else the request has */
  "GET /api/v2/sites/{id}/custom-events": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { events: { name: string; count: number; visitors: number }[]; total: number } };
  /** `Desktop`, `Mobile`, `Tablet` */
  "GET /api/v2/sites/{id}/devices": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { devices: { device: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Why events of the site were dropped, and how many, in all and by day */
  "GET /api/v2/sites/{id}/drops": { path: { id: string }; query: { from?: string; to?: string }; body: undefined; answer: Drops };
  /** Pages that visits began with */
  "GET /api/v2/sites/{id}/entry-pages": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { entryPages: { path: string | null; visits: number; visitors: number }[]; total: number } };
  /** `{"erasures" */
  "GET /api/v2/sites/{id}/erasures": { path: { id: string }; query: {}; body: undefined; answer: ErasureList };
  /** Erases somebody of everything that happened up to now, takes back an import, or takes out spam */
  "POST /api/v2/sites/{id}/erasures": { path: { id: string }; query: {}; body: ErasureForm; answer: Erasure | ErasurePreview };
  /** One of them */
  "GET /api/v2/sites/{id}/erasures/{erasure}": { path: { id: string; erasure: string }; query: {}; body: undefined; answer: Erasure };
  /** The groups */
  "GET /api/v2/sites/{id}/errors": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; status?: string; sort?: string; format?: string; bom?: string }; body: undefined; answer: { errors: { fingerprint: string | null; status: string | null; count: number; visitors: number; firstSeen: string | null; lastSeen: string | null; message: string | null; stack: string | null; pages: string[]; browsers: string[]; releases: string[] }[]; total: number } };
  /** One group */
  "GET /api/v2/sites/{id}/errors/{fingerprint}": { path: { id: string; fingerprint: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string }; body: undefined; answer: ErrorGroup };
  /** Says `{"status" */
  "PUT /api/v2/sites/{id}/errors/{fingerprint}": { path: { id: string; fingerprint: string }; query: {}; body: ErrorForm; answer: { fingerprint: string; status: string } };
  /** Custom events by how often they happened */
  "GET /api/v2/sites/{id}/events": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; view?: string; cursor?: string; eventName?: string; excludePageview?: string; format?: string; bom?: string }; body: undefined; answer: { events: { name?: string; count?: number; visitors?: number; id?: string | null; event_name?: string | null; url?: string | null; referrer?: string | null; timestamp?: string; timezone?: string | null; user_id?: string | null; language?: string | null; event_data?: string | null }[]; total: number; nextCursor?: string | null } };
  /** The custom properties that events of this name have, by how many events have them, and the ten most frequent values of each */
  "GET /api/v2/sites/{id}/events/{name}/properties": { path: { id: string; name: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; property?: string; compare?: string }; body: undefined; answer: { name: string; properties: { property: string | null; events: number; visitors: number; values: { value: string | null; events: number; visitors: number; percentage: number }[]; total: number }[]; total: number; leftOut: number } };
  /** Pages that visits ended with */
  "GET /api/v2/sites/{id}/exit-pages": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { exitPages: { path: string | null; visits: number; visitors: number }[]; total: number } };
  /** The site's events as they are stored, day after day */
  "GET /api/v2/sites/{id}/export": { path: { id: string }; query: { from?: string; to?: string; cursor?: string; limit?: number; format?: string; bom?: string }; body: undefined; answer: string };
  /** How many get from step to step, and how long it takes them */
  "POST /api/v2/sites/{id}/funnel": { path: { id: string }; query: { explain?: string; format?: string; bom?: string }; body: FunnelQuestion; answer: FunnelAnswer };
  /** The site's funnels by name */
  "GET /api/v2/sites/{id}/funnels": { path: { id: string }; query: { limit?: number; after?: string; format?: string; bom?: string }; body: undefined; answer: FunnelList };
  /** Saves a funnel */
  "POST /api/v2/sites/{id}/funnels": { path: { id: string }; query: {}; body: FunnelForm; answer: Funnel };
  /** One funnel, or 404 */
  "GET /api/v2/sites/{id}/funnels/{funnel}": { path: { id: string; funnel: string }; query: {}; body: undefined; answer: Funnel };
  /** Changes what the body names and answers the funnel */
  "PUT /api/v2/sites/{id}/funnels/{funnel}": { path: { id: string; funnel: string }; query: {}; body: FunnelForm; answer: Funnel };
  /** Removes a funnel */
  "DELETE /api/v2/sites/{id}/funnels/{funnel}": { path: { id: string; funnel: string }; query: {}; body: undefined; answer: undefined };
  /** The answer to a saved funnel, as `POST /api/v2/sites/{id}/funnel` answers it */
  "GET /api/v2/sites/{id}/funnels/{funnel}/report": { path: { id: string; funnel: string }; query: { date_range?: string; explain?: string; format?: string; bom?: string }; body: undefined; answer: FunnelAnswer };
  /** The site's goals by name */
  "GET /api/v2/sites/{id}/goals": { path: { id: string }; query: { limit?: number; after?: string; format?: string; bom?: string }; body: undefined; answer: GoalList };
  /** Makes a goal */
  "POST /api/v2/sites/{id}/goals": { path: { id: string }; query: {}; body: GoalForm; answer: Goal };
  /** One goal, or 404 */
  "GET /api/v2/sites/{id}/goals/{goal}": { path: { id: string; goal: string }; query: {}; body: undefined; answer: Goal };
  /** Changes what the body names and answers the goal */
  "PUT /api/v2/sites/{id}/goals/{goal}": { path: { id: string; goal: string }; query: {}; body: GoalForm; answer: Goal };
  /** Removes a goal */
  "DELETE /api/v2/sites/{id}/goals/{goal}": { path: { id: string; goal: string }; query: {}; body: undefined; answer: undefined };
  /** Host names of pages */
  "GET /api/v2/sites/{id}/hostnames": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { hostnames: { hostname: string | null; views: number; visitors: number }[]; total: number } };
  /** What changed most against as much time just before the range, and which page, source and country explain it */
  "GET /api/v2/sites/{id}/insights": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; metric?: string; limit?: number; format?: string; bom?: string }; body: undefined; answer: { metric: string; range: { start: string; end: string }; rangeBefore: { start: string; end: string }; before: number; after: number; change: number; changePercent: number | null; isBeyondChance: boolean; sentences: string[]; notes: unknown[]; segments: { page: string | null; entryPage: string | null; source: string | null; country: string | null; channel: string | null; device: string | null; before: number; after: number; change: number; explained: number; shareOfChange: number; sentence: string | null }[] } };
  /** Every day of the range that has begun, beside what the same weekdays of the eight weeks before it let expect */
  "GET /api/v2/sites/{id}/insights/anomalies": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; metric?: string; format?: string; bom?: string }; body: undefined; answer: { metric: string; range: { start: string; end: string }; anomalies: { day: string | null; weekday: string | null; count: number; verdict: string | null; expected: number; low: number; high: number; weekdays: number; sentence: string | null }[]; lastWholeDay: { day: string; weekday: string; count: number; verdict: string; expected: number | null; low: number | null; high: number | null; weekdays: number; sentence: string | null }; days: { day: string | null; weekday: string | null; count: number; verdict: string | null; expected: number | null; low: number | null; high: number | null; weekdays: number; sentence: string | null }[] } };
  /** Which pages follow which, visit by visit */
  "POST /api/v2/sites/{id}/journeys": { path: { id: string }; query: { explain?: string; format?: string; bom?: string }; body: JourneysQuestion; answer: JourneysAnswer };
  /** Languages of browsers */
  "GET /api/v2/sites/{id}/languages": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { languages: { language: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** How far the site's days have come (life of a day) */
  "GET /api/v2/sites/{id}/maintenance": { path: { id: string }; query: { from?: string; to?: string }; body: undefined; answer: Maintenance };
  /** Builds a sealed day once more from the raw events that its seal saw, and compares */
  "POST /api/v2/sites/{id}/maintenance/audit": { path: { id: string }; query: {}; body: DayForm; answer: Audited };
  /** Asks maintenance to write days to the bucket, within minutes */
  "POST /api/v2/sites/{id}/maintenance/export": { path: { id: string }; query: { from?: string; to?: string }; body: undefined; answer: Exported };
  /** Seals a day now instead of at its next slot */
  "POST /api/v2/sites/{id}/maintenance/seal": { path: { id: string }; query: {}; body: DayForm; answer: Sealed };
  /** Operating systems */
  "GET /api/v2/sites/{id}/os": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { os: { os: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Pages by views */
  "GET /api/v2/sites/{id}/pages": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { pages: { path: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** The people of a range, in the parameters of a site's reports */
  "GET /api/v2/sites/{id}/people": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; traits?: string; sort?: string; order?: string; format?: string; bom?: string }; body: undefined; answer: PeopleList };
  /** Erases `userId`, as `POST …/erasures` does, and answers like it */
  "DELETE /api/v2/sites/{id}/people": { path: { id: string }; query: { userId?: string }; body: undefined; answer: Erasure };
  /** Everything that is stored about them, for somebody who asks what it is */
  "GET /api/v2/sites/{id}/people/export": { path: { id: string }; query: { userId?: string; from?: string }; body: undefined; answer: PersonExport };
  /** One of them, `userId`, from all sides */
  "GET /api/v2/sites/{id}/people/profile": { path: { id: string }; query: { userId?: string; period?: string; from?: string; to?: string; explain?: string }; body: undefined; answer: PersonProfile };
  /** What the site's settings mean for its visitors, point by point, as a data protection officer asks it */
  "GET /api/v2/sites/{id}/privacy": { path: { id: string }; query: {}; body: undefined; answer: Privacy };
  /** The visitors with an event in the last five minutes */
  "GET /api/v2/sites/{id}/realtime": { path: { id: string }; query: {}; body: undefined; answer: CurrentVisitors };
  /** The same as server-sent events (`text/event-stream`), for `EventSource` */
  "GET /api/v2/sites/{id}/realtime/stream": { path: { id: string }; query: {}; body: undefined; answer: string };
  /** Referring pages, without scheme and query */
  "GET /api/v2/sites/{id}/referrers": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { referrers: { referrer: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Regions, ISO 3166-2 */
  "GET /api/v2/sites/{id}/regions": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { regions: { region: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** How many people come back */
  "POST /api/v2/sites/{id}/retention": { path: { id: string }; query: { explain?: string; format?: string; bom?: string }; body: RetentionQuestion; answer: RetentionAnswer };
  /** Screens by their class */
  "GET /api/v2/sites/{id}/screens": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { screens: { screen: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** The site's segments by name */
  "GET /api/v2/sites/{id}/segments": { path: { id: string }; query: { limit?: number; after?: string; format?: string; bom?: string }; body: undefined; answer: SegmentList };
  /** Saves a segment */
  "POST /api/v2/sites/{id}/segments": { path: { id: string }; query: {}; body: SegmentForm; answer: Segment };
  /** One segment, or 404 */
  "GET /api/v2/sites/{id}/segments/{segment}": { path: { id: string; segment: string }; query: {}; body: undefined; answer: Segment };
  /** Changes what the body names and answers the segment */
  "PUT /api/v2/sites/{id}/segments/{segment}": { path: { id: string; segment: string }; query: {}; body: SegmentForm; answer: Segment };
  /** Removes a segment */
  "DELETE /api/v2/sites/{id}/segments/{segment}": { path: { id: string; segment: string }; query: {}; body: undefined; answer: undefined };
  /** Sources */
  "GET /api/v2/sites/{id}/sources": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { sources: { source: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** The figures of the range, and how much they have changed against as many days before, relative, in whole percent */
  "GET /api/v2/sites/{id}/stats": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; format?: string; bom?: string }; body: undefined; answer: { siteId: string; period: { start: string; end: string }; views: number; visits: number; visitors: number; bounceRate: number; avgDuration: number; change: { views: number; visits: number; visitors: number; bounceRate: number; avgDuration: number } } };
  /** The course of views, visits and visitors */
  "GET /api/v2/sites/{id}/timeseries": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; interval?: string; granularity?: string; format?: string; bom?: string }; body: undefined; answer: { data: { timestamp: string; views: number; visits: number; visitors: number }[]; total: number } };
  /** By `utm_campaign` */
  "GET /api/v2/sites/{id}/utm-campaigns": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { utmCampaigns: { campaign: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** By `utm_content` */
  "GET /api/v2/sites/{id}/utm-contents": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { utmContents: { content: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** By `utm_medium` */
  "GET /api/v2/sites/{id}/utm-mediums": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { utmMediums: { medium: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** By `utm_source` */
  "GET /api/v2/sites/{id}/utm-sources": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { utmSources: { source: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** By `utm_term` */
  "GET /api/v2/sites/{id}/utm-terms": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { utmTerms: { term: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** Versions of browsers, each with its browser */
  "GET /api/v2/sites/{id}/versions": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; format?: string; bom?: string }; body: undefined; answer: { versions: { version: string | null; browser: string | null; views: number; visits: number; visitors: number }[]; total: number } };
  /** All five, of all pages that count */
  "GET /api/v2/sites/{id}/vitals": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; format?: string; bom?: string }; body: undefined; answer: { vitals: { name: string; unit: string | null; count: number; p50: number | null; p75: number | null; p95: number | null; good: number | null; needsImprovement: number | null; poor: number | null; rating: string | null }[] } };
  /** One of them by what it depends on */
  "GET /api/v2/sites/{id}/vitals/breakdown": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; limit?: number; q?: string; metric?: string; by?: string; format?: string; bom?: string }; body: undefined; answer: { metric: string; unit: string; rows: { device: string | null; count: number; p50: number; p75: number; p95: number; good: number; needsImprovement: number; poor: number; rating: string | null }[]; total: number } };
  /** The course of one of them */
  "GET /api/v2/sites/{id}/vitals/timeseries": { path: { id: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; metric?: string; interval?: string; format?: string; bom?: string }; body: undefined; answer: { metric: string; unit: string; rows: { timestamp: string; count: number; p50: number; p75: number; p95: number; good: number; needsImprovement: number; poor: number; rating: string | null }[]; total: number } };
  /** The visitors of the last five minutes and the figures of the hour that is under way (by the clock of UTC), with the ten pages that were seen most in it, as LittleStats' clients read them */
  "GET /api/v2/stats/{id}": { path: { id: string }; query: { type?: string; explain?: string }; body: undefined; answer: { siteId: string; timestamp: number; activeVisitors: number; currentHour: { views: number; visits: number; visitors: number; bounceRate: number }; topPages: { path: string; count: number }[] } };
  /** LittleStats' */
  "POST /api/v2/track/{siteId}": { path: { siteId: string }; query: {}; body: ForeignEvent; answer: { success: boolean } };
  /** The account's sites by name */
  "GET /api/websites": { path: {}; query: { search?: string; page?: string; pageSize?: number; includeTeams?: string; orderBy?: string; version?: string }; body: undefined; answer: { data: { id: string; name: string; domain: string; shareId: string | null; resetAt: string | null; userId: string; teamId: string | null; createdBy: string; createdAt: string; updatedAt: string; deletedAt: string | null; user: { id: string; username: string } }[]; count: number; page: number; pageSize: number; orderBy: string } };
  /** One of them */
  "GET /api/websites/{id}": { path: { id: string }; query: { version?: string }; body: undefined; answer: { id: string; name: string; domain: string; shareId: string | null; resetAt: string | null; userId: string; teamId: string | null; createdBy: string; createdAt: string; updatedAt: string; deletedAt: string | null; user: { id: string; username: string } } };
  /** The visitors of the last five minutes, under the name of today and of before 2.16 */
  "GET /api/websites/{id}/active": { path: { id: string }; query: { version?: string; explain?: string }; body: undefined; answer: { visitors: number; x: number } };
  /** A list by visitors, or by events for `type=event` */
  "GET /api/websites/{id}/metrics": { path: { id: string }; query: { startAt?: string; endAt?: string; startDate?: string; endDate?: string; unit?: string; timezone?: string; compare?: string; path?: string; url?: string; hostname?: string; host?: string; referrer?: string; domain?: string; os?: string; browser?: string; device?: string; country?: string; region?: string; city?: string; language?: string; event?: string; tag?: string; utmSource?: string; utmMedium?: string; utmCampaign?: string; utmContent?: string; utmTerm?: string; title?: string; query?: string; segment?: string; cohort?: string; distinctId?: string; eventType?: string; excludeBounce?: string; match?: string; version?: string; explain?: string; type?: string; limit?: number; offset?: number; search?: string }; body: undefined; answer: { x: string; y: number }[] };
  /** The same list with all five figures */
  "GET /api/websites/{id}/metrics/expanded": { path: { id: string }; query: { startAt?: string; endAt?: string; startDate?: string; endDate?: string; unit?: string; timezone?: string; compare?: string; path?: string; url?: string; hostname?: string; host?: string; referrer?: string; domain?: string; os?: string; browser?: string; device?: string; country?: string; region?: string; city?: string; language?: string; event?: string; tag?: string; utmSource?: string; utmMedium?: string; utmCampaign?: string; utmContent?: string; utmTerm?: string; title?: string; query?: string; segment?: string; cohort?: string; distinctId?: string; eventType?: string; excludeBounce?: string; match?: string; version?: string; explain?: string; type?: string; limit?: number; offset?: number; search?: string }; body: undefined; answer: { name: string; visitors: number; pageviews: number; visits: number; bounces: number; totaltime: number }[] };
  /** The course of views (`pageviews`) and visitors (`sessions`), buckets without anything left out */
  "GET /api/websites/{id}/pageviews": { path: { id: string }; query: { startAt?: string; endAt?: string; startDate?: string; endDate?: string; unit?: string; timezone?: string; compare?: string; path?: string; url?: string; hostname?: string; host?: string; referrer?: string; domain?: string; os?: string; browser?: string; device?: string; country?: string; region?: string; city?: string; language?: string; event?: string; tag?: string; utmSource?: string; utmMedium?: string; utmCampaign?: string; utmContent?: string; utmTerm?: string; title?: string; query?: string; segment?: string; cohort?: string; distinctId?: string; eventType?: string; excludeBounce?: string; match?: string; version?: string; explain?: string }; body: undefined; answer: { pageviews: { x: string; y: number }[]; sessions: { x: string; y: number }[] } };
  /** Views, visitors, visits, how many countries they came from, and custom events */
  "GET /api/websites/{id}/sessions/stats": { path: { id: string }; query: { startAt?: string; endAt?: string; startDate?: string; endDate?: string; unit?: string; timezone?: string; compare?: string; path?: string; url?: string; hostname?: string; host?: string; referrer?: string; domain?: string; os?: string; browser?: string; device?: string; country?: string; region?: string; city?: string; language?: string; event?: string; tag?: string; utmSource?: string; utmMedium?: string; utmCampaign?: string; utmContent?: string; utmTerm?: string; title?: string; query?: string; segment?: string; cohort?: string; distinctId?: string; eventType?: string; excludeBounce?: string; match?: string; version?: string; explain?: string }; body: undefined; answer: { pageviews: { value: number }; visitors: { value: number }; visits: { value: number }; countries: { value: number }; events: { value: number } } };
  /** The figures of the range, and of as much time before */
  "GET /api/websites/{id}/stats": { path: { id: string }; query: { startAt?: string; endAt?: string; startDate?: string; endDate?: string; unit?: string; timezone?: string; compare?: string; path?: string; url?: string; hostname?: string; host?: string; referrer?: string; domain?: string; os?: string; browser?: string; device?: string; country?: string; region?: string; city?: string; language?: string; event?: string; tag?: string; utmSource?: string; utmMedium?: string; utmCampaign?: string; utmContent?: string; utmTerm?: string; title?: string; query?: string; segment?: string; cohort?: string; distinctId?: string; eventType?: string; excludeBounce?: string; match?: string; version?: string; explain?: string }; body: undefined; answer: { pageviews: { value: number; prev: number }; visitors: { value: number; prev: number }; visits: { value: number; prev: number }; bounces: { value: number; prev: number }; totaltime: { value: number; prev: number } } };
  /** Its scripts and styles, named by their content and cached for ever */
  "GET /assets/{file}": { path: { file: string }; query: {}; body: undefined; answer: string };
  /** `dimension` */
  "GET /breakdown": { path: {}; query: { site?: string; start?: string; end?: string; filters?: string; explain?: string; metric?: string; dimension?: string; limit?: number; format?: string; bom?: string }; body: undefined; answer: { timeRange: { start: string; end: string }; dimension: string; data: { dimension: string; value: number; percentage: number }[] } };
  /** Counterscale's tracker asks here whether it came before */
  "GET /cache": { path: {}; query: {}; body: undefined; answer: unknown };
  /** `POST` is ts-analytics' */
  "GET /collect": { path: {}; query: { sid?: string; h?: string; p?: string; r?: string; us?: string; um?: string; uc?: string; ut?: string; uco?: string; ht?: string }; body: undefined; answer: string };
  /** `POST` is ts-analytics' */
  "POST /collect": { path: {}; query: {}; body: ForeignEvent; answer: undefined };
  /** GoatCounter's, all in the query */
  "GET /count": { path: {}; query: { p?: string; e?: string; t?: string; r?: string; q?: string; s?: string; b?: string; rnd?: string; ns?: string; site?: string }; body: undefined; answer: string };
  /** GoatCounter's, all in the query */
  "POST /count": { path: {}; query: { p?: string; e?: string; t?: string; r?: string; q?: string; s?: string; b?: string; rnd?: string; ns?: string; site?: string }; body: undefined; answer: string };
  /** Our tracker for pages with GoatCounter's snippet */
  "GET /count.js": { path: {}; query: {}; body: undefined; answer: string };
  /** The process answers */
  "GET /health/live": { path: {}; query: {}; body: undefined; answer: string };
  /** DynamoDB answers too */
  "GET /health/ready": { path: {}; query: {}; body: undefined; answer: string };
  /** Its icon, likewise */
  "GET /icon.svg": { path: {}; query: {}; body: undefined; answer: string };
  /** The same with `userId` (required) and `traits` */
  "POST /identify": { path: {}; query: {}; body: ForeignEvent; answer: HookAnswer };
  /** The switch with which visitors object to being counted, for a site's privacy page */
  "GET /js/opt-out.js": { path: {}; query: {}; body: undefined; answer: string };
  /** The tracker */
  "GET /js/{name}": { path: { name: string }; query: {}; body: undefined; answer: string };
  /** The Model Context Protocol for assistants, over streamable HTTP */
  "POST /mcp": { path: {}; query: {}; body: RpcMessage; answer: string };
  /** `metrics` */
  "GET /metrics": { path: {}; query: { site?: string; start?: string; end?: string; filters?: string; explain?: string; metrics?: string; format?: string; bom?: string }; body: undefined; answer: MetricsAnswer };
  /** The React hook's */
  "POST /pageview": { path: {}; query: {}; body: ForeignEvent; answer: HookAnswer };
  /** For pages without JavaScript */
  "GET /pixel.gif": { path: {}; query: { url?: string; site?: string; referrer?: string; title?: string }; body: undefined; answer: string };
  /** The same */
  "GET /pixel.js": { path: {}; query: {}; body: undefined; answer: string };
  /** The visitors of the last five minutes, and the pages that they saw in them */
  "GET /realtime": { path: {}; query: { site?: string; explain?: string }; body: undefined; answer: { activeUsers: number; pageviewsLast5Min: number } };
  /** Our tracker for pages with Umami's snippet */
  "GET /script.js": { path: {}; query: {}; body: undefined; answer: string };
  /** The same */
  "GET /sites/{id}/script": { path: { id: string }; query: {}; body: undefined; answer: string };
  /** `metric` */
  "GET /timeseries": { path: {}; query: { site?: string; start?: string; end?: string; filters?: string; explain?: string; metric?: string; interval?: string; format?: string; bom?: string }; body: undefined; answer: { timeRange: { start: string; end: string }; data: { date: string; value: number }[] } };
  /** The same with `"event" */
  "POST /track": { path: {}; query: {}; body: ForeignEvent; answer: HookAnswer };
  /** The build that also answers to `track`, `identify` and `littlestats` */
  "GET /tracker.js": { path: {}; query: {}; body: undefined; answer: string };
  /** What visitors do, of a `date` or of a range instead */
  "GET /v1/behavior/summary": { path: {}; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; startDate?: string; endDate?: string; site?: string; serviceId?: string; date?: string }; body: undefined; answer: { date: string; activeUsers: number; sessions: number; pageViews: number; events: number; bounceRate: number; avgDurationSeconds: number; topPages: { path: string | null; views: number }[]; topEvents: { name: string; count: number }[]; campaigns: { utmSource: string | null; sessions: number }[]; webVitals: { lcp: number | null; inp: number | null; cls: number | null; fcp: number | null; ttfb: string | null } } };
  /** Events, engagement aside, newest first */
  "GET /v1/events": { path: {}; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; startDate?: string; endDate?: string; site?: string; serviceId?: string; order?: string; limit?: number; cursor?: string; eventName?: string; format?: string; bom?: string }; body: undefined; answer: { data: { sessionId: string; userId: string | null; timestamp: string; eventName: string; eventType: string; hostname: string | null; pageUrl: string | null; title: string | null; properties: { plan?: string } }[]; next: string | null } };
  /** How many get from step to step of the saved funnel of that name */
  "GET /v1/funnels/{name}": { path: { name: string }; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; startDate?: string; endDate?: string; site?: string; serviceId?: string; format?: string; bom?: string }; body: undefined; answer: { name: string; steps: { step: number; name: string; sessions: number; conversionRate: number; dropOffRate: number }[]; totalEntered: number; totalCompleted: number; overallConversionRate: number; period: { start: string; end: string } } };
  /** Up to 500 events of one site at once */
  "POST /v1/ingest/batch": { path: {}; query: {}; body: IngestBatch; answer: IngestAnswer };
  /** One event of the sender's own */
  "POST /v1/ingest/event": { path: {}; query: {}; body: IngestOne; answer: IngestAnswer };
  /** Takes in what an export gave out */
  "POST /v1/ingest/import": { path: {}; query: { site?: string; import?: string }; body: string; answer: LogAnswer };
  /** A server's access log as page views at their own times */
  "POST /v1/ingest/logs": { path: {}; query: { site: string; format?: string; pattern?: string; timezone?: string; withoutAgent?: string; import?: string; visitors?: string }; body: string; answer: LogAnswer };
  /** One page view */
  "POST /v1/ingest/pageview": { path: {}; query: {}; body: IngestOne; answer: IngestAnswer };
  /** What a server knows of one visitor's visit */
  "POST /v1/ingest/session": { path: {}; query: {}; body: IngestSession; answer: IngestAnswer };
  /** Visits that began in the range and have an event for which the filters hold */
  "GET /v1/sessions": { path: {}; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; startDate?: string; endDate?: string; site?: string; serviceId?: string; order?: string; limit?: number; cursor?: string; sort?: string; format?: string; bom?: string }; body: undefined; answer: { data: { sessionId: string; userId: string | null; startedAt: string; endedAt: string; durationSeconds: number; pageViews: number; events: number; isBounce: boolean; entryPage: string | null; exitPage: string | null; referrer: string | null; source: string | null; channel: string | null; utmSource: string | null; deviceType: string | null; browser: string | null; os: string | null; language: string | null; locale: string | null; timezone: string | null; deviceManufacturer: string | null; deviceModel: string | null; screenDensity: string | null; country: string | null; region: string | null; city: string | null; utmMedium?: string | null; utmCampaign?: string | null; utmContent?: string | null; utmTerm?: string | null; browserVersion?: string | null; osVersion?: string | null; screen?: string | null }[]; next: string | null } };
  /** Sessions in numbers */
  "GET /v1/sessions/stats": { path: {}; query: { period?: string; from?: string; to?: string; start?: string; end?: string; page?: string; referrer?: string; country?: string; filters?: string; explain?: string; startDate?: string; endDate?: string; site?: string; serviceId?: string; granularity?: string }; body: undefined; answer: { totalSessions: number; uniqueUsers: number; bounceRate: number; avgDurationSeconds: number; avgPageViews: number; daily: { date: string; sessions: number; users: number; bounces: number; avgDurationSeconds: number }[]; distributions: { device: { value: string | null; sessions: number; bounces: number }[]; browser: { value: string | null; sessions: number; bounces: number }[]; os: { value: string | null; sessions: number; bounces: number }[]; country: { value: string | null; sessions: number; bounces: number }[] } } };
  /** The visit as above, and its `timeline` */
  "GET /v1/sessions/{session}": { path: { session: string }; query: { site?: string; serviceId?: string }; body: undefined; answer: { sessionId: string; userId: string; startedAt: string; endedAt: string; durationSeconds: number; pageViews: number; events: number; isBounce: boolean; entryPage: string | null; exitPage: string | null; referrer: string | null; source: string | null; channel: string; utmSource: string | null; utmMedium: string | null; utmCampaign: string | null; utmContent: string | null; utmTerm: string | null; deviceType: string | null; browser: string | null; browserVersion: string | null; os: string | null; osVersion: string | null; language: string | null; screen: string | null; locale: string | null; timezone: string | null; deviceManufacturer: string | null; deviceModel: string | null; screenDensity: string | null; country: string | null; region: string | null; city: string | null; timeline: { sessionId: string; userId: string; timestamp: string; eventName: string; eventType: string; hostname: string | null; pageUrl: string | null; title: string | null; properties: {  } }[] } };
}
