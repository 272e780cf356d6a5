namespace Analytics.Store.Table;

/// <summary>
/// Every stored attribute name. Append-only: a name is never renamed, reused or given another meaning, because items live for years.
/// Raw events have short names: they are most of the table and each byte is paid for.
/// </summary>
internal static class Names
{
    public const string PartitionKey = "pk";
    public const string SortKey = "sk";
    public const string TimeToLive = "ttl";
    public const string OwnerPartitionKey = "gsi1pk";
    public const string OwnerSortKey = "gsi1sk";
    public const string OwnerIndex = "gsi1";

    /// <summary>Entity and schema version of the item: <c>raw/1</c>.</summary>
    public const string Entity = "_";

    // Raw events: the hot columns; the rest is packed in one (EventPack).
    public const string Time = "t";
    public const string EventName = "n";
    public const string Visitor = "u";
    public const string Hostname = "h";
    public const string Path = "p";
    public const string Referrer = "r";
    public const string Source = "s";
    public const string Channel = "c";
    public const string Browser = "b";
    public const string Os = "o";
    public const string Device = "d";
    public const string Country = "y";
    public const string Pack = "x";

    // Sites, goals and what people configure: written rarely, read by people, so in full.
    public const string Id = "id";
    public const string SiteIdentifier = "siteId";
    public const string Name = "name";
    public const string Domains = "domains";
    public const string FormerDomains = "formerDomains";
    public const string HeardUntil = "heardUntil";
    public const string Aliases = "aliases";
    public const string Zones = "zones";
    public const string IsActive = "isActive";
    public const string OwnerId = "ownerId";
    public const string Settings = "settings";
    public const string WriteShards = "writeShards";
    public const string ShardsBefore = "shardsBefore";
    public const string ShardsFrom = "shardsFrom";
    public const string CreatedAt = "createdAt";
    public const string UpdatedAt = "updatedAt";
    public const string GoalType = "type";
    public const string Pattern = "pattern";
    public const string MatchType = "matchType";
    public const string Value = "value";
    public const string GoalProperties = "props";
    public const string ScrollThreshold = "scroll";
    public const string Filters = "filters";

    // Saved funnels.
    public const string Definition = "definition";

    // Notes on the timeline.
    public const string NotedDay = "date";
    public const string NotedAt = "at";
    public const string NotedUntil = "until";
    public const string Note = "text";
    public const string CreatedBy = "createdBy";

    // Groups of errors.
    public const string Fingerprint = "fingerprint";
    public const string ErrorStatus = "status";
    public const string Releases = "releases";

    // Sessions and realtime minutes of library users.
    public const string VisitorText = "visitorId";
    public const string EntryPath = "entryPath";
    public const string ExitPath = "exitPath";
    public const string ReferrerText = "referrer";
    public const string ReferrerSource = "referrerSource";
    public const string UtmSource = "utmSource";
    public const string UtmMedium = "utmMedium";
    public const string UtmCampaign = "utmCampaign";
    public const string CountryCode = "country";
    public const string DeviceTypeName = "deviceType";
    public const string BrowserName = "browser";
    public const string OsName = "os";
    public const string PageViewCount = "pageViewCount";
    public const string EventCount = "eventCount";
    public const string IsBounce = "isBounce";
    public const string StartedAt = "startedAt";
    public const string EndedAt = "endedAt";
    public const string CurrentVisitors = "currentVisitors";
    public const string PageViews = "pageViews";
    public const string ActivePages = "activePages";

    // Days and roll-ups.
    public const string State = "state";
    public const string Version = "version";
    public const string Start = "start";
    public const string End = "end";
    public const string Zone = "zone";
    public const string Rows = "rows";
    public const string DistinctIds = "ids";
    public const string Shards = "shards";
    public const string ClosesAt = "closesAt";
    public const string ContentHash = "hash";
    public const string Totals = "totals";
    public const string Hours = "hours";
    public const string Pages = "pages";
    public const string Blocks = "blocks";
    public const string Inline = "inline";
    public const string Watermarks = "watermarks";
    public const string Claim = "build";
    public const string Garbage = "garbage";
    public const string SealedAt = "sealedAt";
    public const string AuditedAt = "auditedAt";
    public const string Drift = "drift";
    public const string LatePending = "late";
    public const string Settling = "settling";
    public const string Logs = "logs";
    public const string Purged = "purged";
    public const string ExpiredKinds = "expired";
    public const string Alarm = "alarm";
    public const string Change = "change";
    public const string Export = "export";
    public const string Bytes = "bytes";

    /// <summary>On a work marker: maintenance left it for itself, no event stands behind it.</summary>
    public const string Upkeep = "upkeep";

    // Erasures and what is left to do for a site.
    public const string ErasedUntil = "erasedUntil";
    public const string PausedUntil = "pausedUntil";
    public const string Subject = "subject";
    public const string SubjectDay = "day";
    public const string SubjectKind = "kind";
    public const string SecretCheck = "secret";
    public const string AskedAt = "askedAt";
    public const string AskedBy = "askedBy";
    public const string DoneUntil = "doneUntil";
    public const string DaysLeft = "daysLeft";
    public const string DaysChanged = "daysChanged";
    public const string EventsErased = "erased";
    public const string LookedAt = "lookedAt";
    public const string FinishedAt = "finishedAt";
    public const string Fault = "fault";
    public const string ErasedVisitors = "visitors";
    public const string SubjectFrom = "from";
    public const string SubjectTo = "to";
    public const string MatchedEvents = "events";
    public const string Attempt = "attempt";
    public const string Due = "due";
    public const string KindsDone = "kindsDone";
    public const string KindsDay = "kindsDay";

    // Sites that are being deleted.
    public const string DeletedAt = "deletedAt";
    public const string FirstDay = "firstDay";
    public const string Passes = "passes";
    public const string ItemsRemoved = "removed";
    public const string ItemsFound = "found";

    // Accounts.
    public const string Email = "email";
    public const string PasswordHash = "passwordHash";
    public const string Role = "role";
    public const string UserIdentifier = "userId";
    public const string Scopes = "scopes";
    public const string ExpiresAt = "expiresAt";
    public const string Attempts = "attempts";
    public const string LoginsFrom = "loginsFrom";
    public const string BrowserAndSystem = "client";

    // Salts (their own table).
    public const string Salt = "salt";
    public const string DestroyAfter = "destroyAfter";
}
