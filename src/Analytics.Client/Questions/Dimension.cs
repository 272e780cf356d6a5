namespace Analytics.Client.Questions;

/// <summary>Names of dimensions, for breakdowns and filters. Any other that the server knows is as good.</summary>
public static class Dimension
{
    /// <summary>The page.</summary>
    public const string Page = "event:page";

    /// <summary>The host name of the page.</summary>
    public const string Hostname = "event:hostname";

    /// <summary>The name of the event; <c>pageview</c> of page views.</summary>
    public const string EventName = "event:name";

    /// <summary>The currency of an event's money.</summary>
    public const string Currency = "event:currency";

    /// <summary>A goal by its name.</summary>
    public const string Goal = "event:goal";

    /// <summary>The page that the visit began with.</summary>
    public const string EntryPage = "visit:entry_page";

    /// <summary>The page that the visit ended with.</summary>
    public const string ExitPage = "visit:exit_page";

    /// <summary>The host name of the page that the visit began with.</summary>
    public const string EntryPageHostname = "visit:entry_page_hostname";

    /// <summary>The host name of the page that the visit ended with.</summary>
    public const string ExitPageHostname = "visit:exit_page_hostname";

    /// <summary>Where the visit came from.</summary>
    public const string Source = "visit:source";

    /// <summary>The referring page.</summary>
    public const string Referrer = "visit:referrer";

    /// <summary>The channel of the source.</summary>
    public const string Channel = "visit:channel";

    /// <summary><c>utm_source</c>.</summary>
    public const string UtmSource = "visit:utm_source";

    /// <summary><c>utm_medium</c>.</summary>
    public const string UtmMedium = "visit:utm_medium";

    /// <summary><c>utm_campaign</c>.</summary>
    public const string UtmCampaign = "visit:utm_campaign";

    /// <summary><c>utm_content</c>.</summary>
    public const string UtmContent = "visit:utm_content";

    /// <summary><c>utm_term</c>.</summary>
    public const string UtmTerm = "visit:utm_term";

    /// <summary>The country, ISO 3166-1.</summary>
    public const string Country = "visit:country";

    /// <summary>The region, ISO 3166-2.</summary>
    public const string Region = "visit:region";

    /// <summary>The city by its name.</summary>
    public const string City = "visit:city";

    /// <summary>The country's English name.</summary>
    public const string CountryName = "visit:country_name";

    /// <summary>The region's English name.</summary>
    public const string RegionName = "visit:region_name";

    /// <summary>The city by its name.</summary>
    public const string CityName = "visit:city_name";

    /// <summary>The class of the device.</summary>
    public const string Device = "visit:device";

    /// <summary>The class of the screen.</summary>
    public const string Screen = "visit:screen";

    /// <summary>The browser.</summary>
    public const string Browser = "visit:browser";

    /// <summary>The version of the browser.</summary>
    public const string BrowserVersion = "visit:browser_version";

    /// <summary>The operating system.</summary>
    public const string Os = "visit:os";

    /// <summary>The version of the operating system.</summary>
    public const string OsVersion = "visit:os_version";

    /// <summary>The language of the browser.</summary>
    public const string Language = "visit:language";

    /// <summary>Language and region, where a sender told them.</summary>
    public const string Locale = "visit:locale";

    /// <summary>The time zone, where a sender told it.</summary>
    public const string Timezone = "visit:timezone";

    /// <summary>Who made the device, where a sender told it.</summary>
    public const string DeviceManufacturer = "visit:device_manufacturer";

    /// <summary>The model of the device, where a sender told it.</summary>
    public const string DeviceModel = "visit:device_model";

    /// <summary>The density of the screen, where a sender told it.</summary>
    public const string ScreenDensity = "visit:screen_density";

    /// <summary>Time in steps that suit the range.</summary>
    public const string Time = "time";

    /// <summary>Time by minutes.</summary>
    public const string Minute = "time:minute";

    /// <summary>Time by hours.</summary>
    public const string Hour = "time:hour";

    /// <summary>Time by days of the site.</summary>
    public const string Day = "time:day";

    /// <summary>Time by weeks, from Monday.</summary>
    public const string Week = "time:week";

    /// <summary>Time by months.</summary>
    public const string Month = "time:month";

    /// <summary>A custom property of events, by its name.</summary>
    public static string Property(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return "event:props:" + name;
    }
}
