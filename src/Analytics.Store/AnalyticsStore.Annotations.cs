using Amazon.DynamoDBv2.Model;
using Analytics.Store.Annotations;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Makes a note; a ConditionalCheckFailedException says that the id is taken.</summary>
    public PutItemRequest CreateAnnotationCommand(Annotation annotation) => WriteAnnotation.Create(Table, annotation);

    /// <summary>Replaces a note, if nobody changed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public PutItemRequest UpdateAnnotationCommand(Annotation before, Annotation after) => WriteAnnotation.Update(Table, before, after);

    /// <summary>Removes a note; succeeds where there is none.</summary>
    public DeleteItemRequest DeleteAnnotationCommand(SiteId site, AnnotationId annotation) => WriteAnnotation.Delete(Table, site, annotation);

    /// <summary>Removes a note, if nobody changed or removed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public DeleteItemRequest DeleteUnchangedAnnotationCommand(Annotation before) => WriteAnnotation.Delete(Table, before);

    /// <summary>Reads one note.</summary>
    public GetItemRequest GetAnnotationCommand(SiteId site, AnnotationId annotation) => WriteAnnotation.Get(Table, site, annotation);

    /// <summary>Reads a site's notes in the order of their ids.</summary>
    public QueryRequest ListAnnotationsCommand(SiteId site, string? continuation = null) =>
        WriteAnnotation.List(Table, site, continuation is null ? null : AnnotationId.Parse(continuation, "continuation"));

    /// <summary>The note of the answer; null where there is none.</summary>
    public static Annotation? ReadAnnotation(GetItemResponse response) => response.Item is { Count: > 0 } item ? AnnotationItem.Read(item) : null;

    /// <summary>The notes of the answer.</summary>
    public static ResultPage<Annotation> ReadAnnotations(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(AnnotationItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S[AnnotationKeys.AnnotationPrefix.Length..] : null);
}
