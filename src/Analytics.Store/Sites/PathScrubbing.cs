namespace Analytics.Store.Sites;

/// <summary>What is replaced in paths, kept query values and referrers before they are stored. Written <c>off</c>, <c>secrets</c>, <c>ids</c>.</summary>
public enum PathScrubbing
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>E-mail addresses become <c>[email]</c>, tokens <c>[token]</c>. The default.</summary>
    Secrets,

    /// <summary>And ids become <c>[id]</c>: UUIDs, and numbers of nine or more digits.</summary>
    Ids,
}
