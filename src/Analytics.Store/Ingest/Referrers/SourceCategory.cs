namespace Analytics.Store.Ingest.Referrers;

/// <summary>What kind of place a source is: channels are told apart by it.</summary>
internal enum SourceCategory
{
    Other,
    Search,
    Social,
    Video,
    Shopping,
    Email,
    Assistant,
}
