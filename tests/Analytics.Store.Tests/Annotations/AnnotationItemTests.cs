using Amazon.DynamoDBv2.Model;
using Analytics.Store;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Annotations;

/// <summary>Notes as they lie in tables: an item of the first version stays readable for ever.</summary>
public class AnnotationItemTests
{
    private static Dictionary<string, AttributeValue> Stored(string entity = "annotation/1") => new()
    {
        ["pk"] = new AttributeValue("SITE#site-123"),
        ["sk"] = new AttributeValue("ANNOTATION#note-7"),
        ["_"] = new AttributeValue(entity),
        ["id"] = new AttributeValue("note-7"),
        ["siteId"] = new AttributeValue("site-123"),
        ["date"] = new AttributeValue("2026-03-10"),
        ["at"] = new AttributeValue { N = "1773144000000" },
        ["until"] = new AttributeValue("2026-03-12"),
        ["text"] = new AttributeValue("Launch"),
        ["createdBy"] = new AttributeValue("owner@example.com"),
        ["createdAt"] = new AttributeValue { N = "1773144000000" },
        ["updatedAt"] = new AttributeValue { N = "1773144060000" },
    };

    private static Annotation Read(Dictionary<string, AttributeValue> item) => AnalyticsStore.ReadAnnotation(new GetItemResponse { Item = item })!;

    [Fact]
    public void An_item_of_the_first_version_is_read()
    {
        Annotation read = Read(Stored());

        Assert.Equal(
            new Annotation
            {
                Id = AnnotationId.Parse("note-7"),
                SiteId = SiteId.Parse("site-123"),
                Day = LocalDay.Parse("2026-03-10"),
                At = Some.Noon,
                Until = LocalDay.Parse("2026-03-12"),
                Text = "Launch",
                CreatedBy = "owner@example.com",
                CreatedAt = Some.Noon,
                UpdatedAt = Some.Noon.AddMinutes(1),
            },
            read);
        Assert.Equal(RequestText.Of(new PutItemRequest { Item = Stored() }), RequestText.Of(new PutItemRequest { Item = AnnotationItem.Write(read) }));
    }

    [Fact]
    public void What_a_note_does_not_say_is_absent()
    {
        Dictionary<string, AttributeValue> item = Stored();
        _ = item.Remove("at");
        _ = item.Remove("until");

        Assert.Equal((null, null), (Read(item).At, Read(item).Until));
        Assert.Equal(item.Keys.Order(), AnnotationItem.Write(Read(item)).Keys.Order());
    }

    [Fact]
    public void An_item_of_another_version_is_refused_and_not_misread() => Assert.Throws<StoredItemException>(() => Read(Stored("annotation/2")));

    [Theory]
    [InlineData("2026-03-09", "2026-03-09", false)]
    [InlineData("2026-03-09", "2026-03-10", true)]
    [InlineData("2026-03-11", "2026-03-11", true)]
    [InlineData("2026-03-12", "2026-04-01", true)]
    [InlineData("2026-03-13", "2026-04-01", false)]
    public void It_is_about_every_day_from_its_first_to_its_last(string first, string last, bool touches) =>
        Assert.Equal(touches, Read(Stored()).Touches(LocalDay.Parse(first), LocalDay.Parse(last)));
}
