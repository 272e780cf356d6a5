using Amazon.DynamoDBv2.Model;
using Analytics.Store.Ranges;
using Analytics.Store.Segments;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Saves a segment; a ConditionalCheckFailedException says that the id is taken.</summary>
    public PutItemRequest CreateSegmentCommand(Segment segment) => WriteSegment.Create(Table, segment);

    /// <summary>Replaces a segment, if nobody changed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public PutItemRequest UpdateSegmentCommand(Segment before, Segment after) => WriteSegment.Update(Table, before, after);

    /// <summary>Removes a segment; succeeds where there is none.</summary>
    public DeleteItemRequest DeleteSegmentCommand(SiteId siteId, SegmentId segmentId) => WriteSegment.Delete(Table, siteId, segmentId);

    /// <summary>Removes a segment, if nobody changed or removed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public DeleteItemRequest DeleteUnchangedSegmentCommand(Segment before) => WriteSegment.Delete(Table, before);

    /// <summary>Reads a site's segments.</summary>
    public QueryRequest ListSegmentsCommand(SiteId siteId, string? continuation = null) => WriteSegment.List(Table, siteId, continuation);

    /// <summary>The segments of the answer.</summary>
    public static ResultPage<Segment> ReadSegments(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(SegmentItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S[SegmentKeys.SegmentPrefix.Length..] : null);
}
