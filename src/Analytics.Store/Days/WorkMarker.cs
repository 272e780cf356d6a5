using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// Says that a site's day will have work to do at an instant. Written before an event is acknowledged, so that no accepted event can
/// be forgotten; writing it again changes nothing.
/// </summary>
internal sealed record WorkMarker(SiteId Site, LocalDay Day, DateTimeOffset Due)
{
    /// <summary>Over how many partitions the markers are spread. Part of the stored keys: it may only grow.</summary>
    public const int Slices = 4;

    private static readonly TimeSpan Keep = TimeSpan.FromDays(40);
    private static readonly int[] SealHours = [2, 4, 8, 26];

    /// <summary>
    /// When a day is next sealed after <paramref name="now"/>: 2, 4, 8 and 26 hours after its end, then every quarter of an hour. What
    /// is loaded by authenticated senders into a day that is over waits for the next quarter only.
    /// </summary>
    public static DateTimeOffset NextSeal(DateTimeOffset endOfDay, DateTimeOffset now, bool authenticated)
    {
        if (!authenticated || now < endOfDay)
        {
            foreach (int hours in SealHours)
            {
                if (endOfDay.AddHours(hours) is var due && due > now)
                {
                    return due;
                }
            }
        }

        long quarter = TimeSpan.FromMinutes(15).Ticks;
        return new DateTimeOffset(((now.UtcTicks / quarter) + 1) * quarter, TimeSpan.Zero);
    }

    /// <summary>Stable over versions and machines: which partition a site's markers lie in.</summary>
    public int Slice => Site.Value.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0x7fffffff) % Slices;

    public PutItemRequest ToRequest(string table)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(Keys.Marker(Slice, Due, Site, Day), Entity.Marker);
        item[Names.TimeToLive] = Attributes.Expiry(Due + Keep);
        return new PutItemRequest { TableName = table, Item = item };
    }

    public static WorkMarker Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Marker);
        string[] parts = item.RequiredText(Names.SortKey).Split('#');
        return new WorkMarker(
            SiteId.Parse(parts[1]),
            LocalDay.Parse(parts[2]),
            DateTimeOffset.ParseExact(parts[0], KeyText.MinuteFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }
}
