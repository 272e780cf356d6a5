using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Segments;

/// <summary>Saved segments lie beside their site.</summary>
internal static class SegmentKeys
{
    public const string SegmentPrefix = "SEGMENT#";

    public static ItemKey Segment(SiteId site, SegmentId segment) => new(SiteKeys.Partition(site), SegmentPrefix + segment);
}
