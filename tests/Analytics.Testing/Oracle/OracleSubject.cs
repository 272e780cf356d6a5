using Analytics.Store.Visits;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>What filters and dimensions look at: an event and its visit, on a page that need not be the event's own.</summary>
public sealed record OracleSubject(Event Event, OracleVisit? Visit, string Page, IReadOnlyList<OracleGoal> Goals)
{
    private const string Props = "event:props:";

    /// <summary>As shown: one value, but as many goals as are met.</summary>
    public string[] Values(string dimension) =>
        dimension == "event:goal" ? [.. Goals.Where(g => g.IsMetBy(Event, Visit)).Select(g => g.Name)] : [Value(dimension)];

    public bool HasDone(OracleFilter filter) => Visit is not null
        && Visit.Counted.Any(e => filter.Holds(new OracleSubject(e, Visit, e.Page.Path, Goals)));

    private string Value(string dimension)
    {
        Event opening = Visit is null ? Event : Visit.Events[0];
        string? value = dimension switch
        {
            "event:page" => Page,
            "event:hostname" => Event.Page.Hostname,
            "event:name" => Event.Name,
            "event:currency" => Event.Revenue is { Currency: not RandomWorld.NoCurrency } money ? money.Currency : null,
            _ when dimension.StartsWith(Props, StringComparison.Ordinal) => Event.Props.GetValueOrDefault(dimension[Props.Length..]),
            "visit:entry_page" => Visit?.Views.FirstOrDefault()?.Page.Path,
            "visit:exit_page" => Visit?.Views.LastOrDefault()?.Page.Path,
            "visit:entry_page_hostname" => Visit?.Views.FirstOrDefault()?.Page.Hostname,
            "visit:exit_page_hostname" => Visit?.Views.LastOrDefault()?.Page.Hostname,
            "visit:source" => opening.Referral.Source,
            "visit:referrer" => opening.Referral.Referrer,
            "visit:channel" => opening.Referral.Channel,
            "visit:utm_source" => opening.Campaign.Source,
            "visit:utm_medium" => opening.Campaign.Medium,
            "visit:utm_campaign" => opening.Campaign.Name,
            "visit:utm_content" => opening.Campaign.Content,
            "visit:utm_term" => opening.Campaign.Term,
            "visit:country" => opening.Place.Country,
            "visit:region" => opening.Place.Region,
            "visit:city" or "visit:city_name" => opening.Place.City,
            "visit:country_name" => opening.Place.Country switch { "EE" => "Estonia", "FI" => "Finland", var code => code },
            "visit:region_name" => opening.Place.Region is "EE-37" ? "Harju" : opening.Place.Region,
            "visit:device" or "visit:screen" => opening.Client.Device == DeviceType.Unknown ? null : opening.Client.Device.ToString(),
            "visit:browser" => opening.Client.Browser,
            "visit:browser_version" => opening.Client.BrowserVersion,
            "visit:os" => opening.Client.Os,
            "visit:os_version" => opening.Client.OsVersion,
            "visit:language" => opening.Client.Language,
            "visit:locale" => opening.Client.Details.Locale,
            "visit:timezone" => opening.Client.Details.TimeZone,
            "visit:device_manufacturer" => opening.Client.Details.Manufacturer,
            "visit:device_model" => opening.Client.Details.Model,
            "visit:screen_density" => opening.Client.Details.ScreenDensity?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(dimension),
        };
        return !string.IsNullOrEmpty(value) ? value
            : dimension is "visit:source" or "visit:referrer" ? "Direct / None"
            : dimension == "event:currency" || dimension.StartsWith(Props, StringComparison.Ordinal) ? "(none)"
            : "(not set)";
    }
}
