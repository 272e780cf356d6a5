namespace Analytics.Store.Stats.Dimensions;

/// <summary>The dimensions, one line each; and those of custom properties, as many as there are keys.</summary>
public static class KnownDimensions
{
    /// <summary>All that have a fixed name.</summary>
    public static IReadOnlyList<Dimension> All { get; } =
    [
        new TimeAuto(),
        new TimeMinute(),
        new TimeHour(),
        new TimeDay(),
        new TimeWeek(),
        new TimeMonth(),
        new EventPage(),
        new EventHostname(),
        new EventNameDimension(),
        new EventCurrency(),
        new VisitEntryPage(),
        new VisitExitPage(),
        new VisitEntryPageHostname(),
        new VisitExitPageHostname(),
        new VisitSource(),
        new VisitReferrer(),
        new VisitChannel(),
        new VisitUtmSource(),
        new VisitUtmMedium(),
        new VisitUtmCampaign(),
        new VisitUtmContent(),
        new VisitUtmTerm(),
        new VisitCountry(),
        new VisitRegion(),
        new VisitCity(),
        new VisitCountryName(),
        new VisitRegionName(),
        new VisitCityName(),
        new VisitDevice(),
        new VisitScreen(),
        new VisitBrowser(),
        new VisitBrowserVersion(),
        new VisitOs(),
        new VisitOsVersion(),
        new VisitLanguage(),
        new VisitLocale(),
        new VisitTimeZone(),
        new VisitDeviceManufacturer(),
        new VisitDeviceModel(),
        new VisitScreenDensity(),
    ];

    private static readonly Dictionary<string, Dimension> ByName = All.ToDictionary(d => d.Name, StringComparer.Ordinal);

    /// <summary>The dimension of that name, <c>visit:source</c>, <c>event:props:plan</c>; null where there is none.</summary>
    public static Dimension? Find(string name) => ByName.GetValueOrDefault(name) ?? EventProperty.TryParse(name);
}
