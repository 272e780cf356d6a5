using System.Net;
using Analytics.Store.Calendars;
using Analytics.Store.Ingest.Referrers;
using Analytics.Store.Ingest.UserAgents;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>A new random id (UUID version 4), for sites, events, sessions and goals.</summary>
#pragma warning disable RS0030 // The library's own source of ids, which its users ask for by this method.
    public static string GenerateId() => Guid.NewGuid().ToString();
#pragma warning restore RS0030

    /// <summary>
    /// An anonymous visitor: sixteen hexadecimal digits of an HMAC-SHA-256 under the salt. If each site and local day has its own random
    /// salt and the salt is destroyed afterwards, the digits can no longer be linked to a person.
    /// </summary>
    /// <param name="ip">IPv4 or IPv6; of IPv6 the first 64 bits count.</param>
    /// <param name="userAgent">The user agent header; may be empty.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="dailySalt">At least 16 bytes, random.</param>
    public static string HashVisitorId(string ip, string userAgent, string siteId, ReadOnlySpan<byte> dailySalt)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        bool valid = IPAddress.TryParse(ip, out IPAddress? address);
        new InputFaults()
            .Require(valid, "ip", "must be an IPv4 or IPv6 address")
            .Require(SafeId.IsValid(siteId), "siteId", SafeId.Rule)
            .Require(dailySalt.Length >= 16, "dailySalt", "must be at least 16 bytes, random and new every day")
            .ThrowIfAny();
        return VisitorHash.OfAddress(dailySalt, SiteId.Parse(siteId), address!, userAgent).ToString();
    }

    /// <summary>The device, browser and operating system that a user agent names.</summary>
    public static DeviceInfo ParseUserAgent(string? userAgent)
    {
        ParsedUserAgent parsed = UserAgentParser.Parse(userAgent);
        return new DeviceInfo(parsed.Device, parsed.Browser, parsed.BrowserVersion, parsed.Os, parsed.OsVersion);
    }

    /// <summary>
    /// The source of a referring page's URL, in lower case: <c>google</c>, <c>hacker news</c>, the host where it is not a known one, and
    /// <c>direct</c> where there is no referring page.
    /// </summary>
    public static string ParseReferrerSource(string? referrer) => ReferrerSource.Of(referrer)?.ToLowerInvariant() ?? "direct";

    /// <summary>The first instant of the hour, day or month in which an instant lies at a site.</summary>
    /// <param name="instant">Any instant.</param>
    /// <param name="period">How long the period is.</param>
    /// <param name="calendar">How the site counts its days. Default UTC.</param>
    public static DateTimeOffset GetPeriodStart(DateTimeOffset instant, AggregationPeriod period, SiteCalendar? calendar = null)
    {
        SiteCalendar site = calendar ?? SiteCalendar.Utc;
        LocalDay day = site.DayOf(instant);
        switch (period)
        {
            case AggregationPeriod.Hour:
                DateTimeOffset start = site.StartOf(day);
                return start.AddHours(Math.Floor((instant - start).TotalHours));
            case AggregationPeriod.Day:
                return site.StartOf(day);
            case AggregationPeriod.Month:
                return site.StartOf(new LocalDay(day.Date.Year, day.Date.Month, 1));
            default:
                throw new AnalyticsInputException("period", "must be hour, day or month");
        }
    }
}
