using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Annotations;

/// <summary>A note as its item and back.</summary>
internal static class AnnotationItem
{
    public static Dictionary<string, AttributeValue> Write(Annotation annotation)
    {
        annotation.Check();
        Dictionary<string, AttributeValue> item = Entity.Begin(AnnotationKeys.Annotation(annotation.SiteId, annotation.Id), Entity.Annotation);
        item[Names.Id] = Attributes.Text(annotation.Id.Value);
        item[Names.SiteIdentifier] = Attributes.Text(annotation.SiteId.Value);
        item[Names.NotedDay] = Attributes.Text(annotation.Day.ToString());
        item.SetInstant(Names.NotedAt, annotation.At);
        item.SetText(Names.NotedUntil, annotation.Until?.ToString());
        item[Names.Note] = Attributes.Text(annotation.Text);
        item[Names.CreatedBy] = Attributes.Text(annotation.CreatedBy);
        item[Names.CreatedAt] = Attributes.Instant(annotation.CreatedAt);
        item[Names.UpdatedAt] = Attributes.Instant(annotation.UpdatedAt);
        return item;
    }

    public static Annotation Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Annotation);
        return new Annotation
        {
            Id = AnnotationId.Parse(item.RequiredText(Names.Id)),
            SiteId = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Day = LocalDay.Parse(item.RequiredText(Names.NotedDay)),
            At = item.OptionalInstant(Names.NotedAt),
            Until = item.OptionalText(Names.NotedUntil) is { } until ? LocalDay.Parse(until) : null,
            Text = item.RequiredText(Names.Note),
            CreatedBy = item.RequiredText(Names.CreatedBy),
            CreatedAt = item.RequiredInstant(Names.CreatedAt),
            UpdatedAt = item.RequiredInstant(Names.UpdatedAt),
        };
    }
}
