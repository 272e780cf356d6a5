using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Pages;

/// <summary>The pages of one day as their roll-up item and back: complete, never a cut list.</summary>
internal static class TopPagesItem
{
    public static Dictionary<string, AttributeValue> Write(SiteId site, LocalDay day, IReadOnlyList<PageStats> pages, DateTimeOffset? expiresAt = null)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(PageKeys.Rollup(site, PageKeys.PageDimension, day), Entity.TopPages);
        item[Names.Pages] = new AttributeValue
        {
            L = [.. pages.Select(p => new AttributeValue
            {
                L =
                [
                    Attributes.Text(p.Path),
                    .. new[] { p.PageViews, p.UniqueVisitors, p.Entries, p.Exits, p.Bounces }.Select(Attributes.Number),
                ],
            })],
            IsLSet = true,
        };
        if (expiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return item;
    }

    public static IReadOnlyList<PageStats> Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.TopPages);
        return [.. (item[Names.Pages].L ?? []).Select(page =>
        {
            long At(int i) => long.Parse(page.L[i].N, CultureInfo.InvariantCulture);
            return new PageStats(page.L[0].S, At(1), At(2), At(3), At(4), At(5));
        })];
    }
}
