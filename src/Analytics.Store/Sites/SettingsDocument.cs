namespace Analytics.Store.Sites;

/// <summary>
/// Settings as JSON, stored or sent: a member that is absent says nothing. Settings written before a member existed therefore get its
/// default, and a change that names one member leaves the others alone.
/// </summary>
internal sealed class SettingsDocument
{
    public bool? CollectGeolocation { get; set; }
    public bool? TrackReferrers { get; set; }
    public bool? TrackUtmParams { get; set; }
    public bool? TrackDeviceType { get; set; }
    public string? CustomDomain { get; set; }
    public bool? PublicDashboard { get; set; }
    public string? PublicDashboardPassword { get; set; }
    public List<string>? ExcludedPaths { get; set; }
    public List<string>? ExcludedIps { get; set; }
    public int? DataRetentionDays { get; set; }
    public int? RawRetentionDays { get; set; }
    public int? EventsRetentionDays { get; set; }
    public int? ErrorsRetentionDays { get; set; }
    public int? VitalsRetentionDays { get; set; }
    public int? SessionsRetentionDays { get; set; }
    public bool? CheckHostnames { get; set; }
    public List<string>? KeptQueryParameters { get; set; }
    public bool? Identification { get; set; }
    public List<string>? BrowserTraits { get; set; }
    public bool? SingleVisits { get; set; }
    public List<string>? ExcludedCountries { get; set; }
    public bool? ExcludeDatacentres { get; set; }
    public string? ScrubPaths { get; set; }
    public string? Consent { get; set; }
    public string? PrivacySignals { get; set; }
    public string? Currency { get; set; }
    public List<string>? CustomProperties { get; set; }
    public long? DailyEventBudget { get; set; }
    public string? OverBudget { get; set; }

    public static SettingsDocument Of(SiteSettings s) => new()
    {
        CollectGeolocation = s.CollectGeolocation,
        TrackReferrers = s.TrackReferrers,
        TrackUtmParams = s.TrackUtmParams,
        TrackDeviceType = s.TrackDeviceType,
        CustomDomain = s.CustomDomain,
        PublicDashboard = s.PublicDashboard,
        PublicDashboardPassword = s.PublicDashboardPassword,
        ExcludedPaths = [.. s.ExcludedPaths],
        ExcludedIps = [.. s.ExcludedIps],
        DataRetentionDays = s.DataRetentionDays,
        RawRetentionDays = s.RawRetentionDays,
        EventsRetentionDays = s.EventsRetentionDays,
        ErrorsRetentionDays = s.ErrorsRetentionDays,
        VitalsRetentionDays = s.VitalsRetentionDays,
        SessionsRetentionDays = s.SessionsRetentionDays,
        CheckHostnames = s.CheckHostnames,
        KeptQueryParameters = [.. s.KeptQueryParameters],
        Identification = s.Identification,
        BrowserTraits = s.BrowserTraits.Count == 0 ? null : [.. s.BrowserTraits],
        SingleVisits = s.SingleVisits,
        ExcludedCountries = [.. s.ExcludedCountries],
        ExcludeDatacentres = s.ExcludeDatacentres,
        ScrubPaths = SettingWords.Of(s.ScrubPaths),
        Consent = SettingWords.Of(s.Consent),
        PrivacySignals = SettingWords.Of(s.PrivacySignals),
        Currency = s.Currency,
        CustomProperties = s.CustomProperties.Count == 0 ? null : [.. s.CustomProperties],
        DailyEventBudget = s.DailyEventBudget,
        OverBudget = SettingWords.Of(s.OverBudget),
    };

    public SiteSettings Over(SiteSettings s) => new()
    {
        CollectGeolocation = CollectGeolocation ?? s.CollectGeolocation,
        TrackReferrers = TrackReferrers ?? s.TrackReferrers,
        TrackUtmParams = TrackUtmParams ?? s.TrackUtmParams,
        TrackDeviceType = TrackDeviceType ?? s.TrackDeviceType,
        CustomDomain = CustomDomain ?? s.CustomDomain,
        PublicDashboard = PublicDashboard ?? s.PublicDashboard,
        PublicDashboardPassword = PublicDashboardPassword ?? s.PublicDashboardPassword,
        ExcludedPaths = ExcludedPaths ?? s.ExcludedPaths,
        ExcludedIps = ExcludedIps is { } rules ? [.. rules.Select(AddressRule.Normalize)] : s.ExcludedIps,
        DataRetentionDays = DataRetentionDays ?? s.DataRetentionDays,
        RawRetentionDays = RawRetentionDays ?? s.RawRetentionDays,
        EventsRetentionDays = OrNone(EventsRetentionDays, s.EventsRetentionDays),
        ErrorsRetentionDays = OrNone(ErrorsRetentionDays, s.ErrorsRetentionDays),
        VitalsRetentionDays = OrNone(VitalsRetentionDays, s.VitalsRetentionDays),
        SessionsRetentionDays = OrNone(SessionsRetentionDays, s.SessionsRetentionDays),
        CheckHostnames = CheckHostnames ?? s.CheckHostnames,
        KeptQueryParameters = KeptQueryParameters ?? s.KeptQueryParameters,
        Identification = Identification ?? s.Identification,
        BrowserTraits = BrowserTraits ?? s.BrowserTraits,
        SingleVisits = SingleVisits ?? s.SingleVisits,
        ExcludedCountries = ExcludedCountries ?? s.ExcludedCountries,
        ExcludeDatacentres = ExcludeDatacentres ?? s.ExcludeDatacentres,
        ScrubPaths = ScrubPaths is { } scrub ? SettingWords.Read<PathScrubbing>(scrub) : s.ScrubPaths,
        Consent = Consent is { } consent ? SettingWords.Read<ConsentMode>(consent) : s.Consent,
        PrivacySignals = PrivacySignals is { } signals ? SettingWords.Read<PrivacySignals>(signals) : s.PrivacySignals,
        Currency = Currency is { } code ? code.Length == 0 ? null : code.ToUpperInvariant() : s.Currency,
        CustomProperties = CustomProperties ?? s.CustomProperties,
        DailyEventBudget = DailyEventBudget is { } budget ? budget == 0 ? null : budget : s.DailyEventBudget,
        OverBudget = OverBudget is { } over ? SettingWords.Read<OverBudget>(over) : s.OverBudget,
    };

    // 0 takes a setting back.
    private static int? OrNone(int? days, int? before) => days is { } some ? some == 0 ? null : some : before;
}
