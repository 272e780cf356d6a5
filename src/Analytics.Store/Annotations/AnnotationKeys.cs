using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Annotations;

/// <summary>Notes lie beside their site.</summary>
internal static class AnnotationKeys
{
    public const string AnnotationPrefix = "ANNOTATION#";

    public static ItemKey Annotation(SiteId site, AnnotationId annotation) => new(SiteKeys.Partition(site), AnnotationPrefix + annotation);
}
