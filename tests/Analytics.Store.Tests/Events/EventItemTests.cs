using Analytics.Store.Visitors;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Events;

public class EventItemTests
{
    private static readonly Event Full = Some.Pageview("e1", "/õun", Some.Noon, 0xFEDCBA9876543210) with
    {
        ReceivedAt = Some.Noon.AddSeconds(3),
        Name = "Purchase",
        Page = new Page("shop.example.com", "/õun?size=xl", "Õunad — \"head\" </script>"),
        Referral = new Referral("google.com/search", "Google", "Organic Search", "gclid"),
        Campaign = new Campaign("s", "m", "n", "c", "t"),
        Client = new Client { Browser = "Chrome", BrowserVersion = "126.0", Os = "Android", OsVersion = "14", Device = DeviceType.Mobile, ScreenWidth = 390, ScreenHeight = 844, Language = "et", Details = new ClientDetails("Samsung", "SM-S911B", 2.63m, "et-EE", "Europe/Tallinn") },
        Place = new Place("EE", "EE-37", "Tallinn"),
        Props = new Dictionary<string, string> { ["plan"] = "pro", ["naïve"] = "\u0001#%" },
        Revenue = new Revenue("EUR", 9.905m),
        Interactive = false,
        Engagement = new Engagement(5200, 80),
        UserId = "u-17",
        Traits = new Traits(new Dictionary<string, string> { ["plan"] = "pro", ["õ\""] = "\u0001#%" }, isVerified: true),
        Import = ImportId.Parse("import-7"),
    };

    [Fact]
    public void An_event_reads_back_as_it_was_written()
    {
        Event back = EventItem.Read(EventItem.Write(Full, 1, null));

        Assert.Equal(Full.Props, back.Props);
        Assert.Equal(Full, back with { Props = Full.Props });
    }

    [Fact]
    public void A_plain_page_view_leaves_everything_usual_out()
    {
        Dictionary<string, AttributeValue> item = EventItem.Write(Some.Pageview("e1", "/", Some.Noon), 1, Some.Noon.AddDays(30));

        Assert.Equal(["_", "h", "p", "pk", "sk", "t", "ttl", "u"], item.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_sender_tells_of_a_device_costs_what_it_says_and_nothing_where_it_is_not_told()
    {
        Event without = Full with { Client = Full.Client with { Details = ClientDetails.None } };
        string pack = EventItem.Write(without, 1, null)[Names.Pack].S;

        Assert.DoesNotContain("\"dm\"", pack, StringComparison.Ordinal);
        Assert.Equal(78, EventItem.Write(Full, 1, null)[Names.Pack].S.Length - pack.Length);
    }

    [Fact]
    public void An_ordinary_event_is_well_below_a_kilobyte() =>
        Assert.InRange(ItemSize.Of(EventItem.Write(Full, 1, Some.Noon.AddDays(30))), 1, 800);

    [Fact]
    public void A_visitors_day_lies_in_one_shard_and_shards_are_even()
    {
        var random = new Random(7);
        int[] counts = new int[4];
        for (int i = 0; i < 4000; i++)
        {
            var visitor = new VisitorId((ulong)random.NextInt64(long.MinValue, long.MaxValue));
            int shard = EventItem.ShardOf(visitor, 4);
            counts[shard]++;
            Assert.Equal(shard, EventItem.ShardOf(visitor, 4));
        }

        Assert.All(counts, c => Assert.InRange(c, 850, 1150));
        Assert.Equal(0, EventItem.ShardOf(new VisitorId(0), 4));
        Assert.Equal(3, EventItem.ShardOf(new VisitorId(ulong.MaxValue), 4));
    }

    [Fact]
    public void An_item_of_another_version_is_refused_and_not_misread()
    {
        Dictionary<string, AttributeValue> item = EventItem.Write(Full, 1, null);
        item["_"] = new AttributeValue("raw/2");

        Assert.Throws<StoredItemException>(() => EventItem.Read(item));
    }

    [Fact]
    public void A_damaged_pack_is_an_error_and_not_an_event()
    {
        Dictionary<string, AttributeValue> item = EventItem.Write(Full, 1, null);
        item["x"] = new AttributeValue("{\"ti\":");

        Assert.Throws<StoredItemException>(() => EventItem.Read(item));
    }
}
