namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>How far a field of a text format reaches, and what may stand in it.</summary>
internal enum TextKind
{
    /// <summary>Characters of the format itself.</summary>
    Literal,

    /// <summary>Anything up to what the format says next.</summary>
    Free,

    /// <summary>No blank.</summary>
    Word,

    /// <summary>Anything up to the first place where the next characters of the format stand.</summary>
    Until,

    /// <summary>A word that begins like an ISO 8601 instant.</summary>
    Instant,

    /// <summary>A word that may be a host, with or without a port.</summary>
    Host,

    /// <summary>A word: an address with the port of its connection.</summary>
    Peer,

    /// <summary>A host with a path behind it: anything up to a slash or a blank.</summary>
    HostOfUrl,

    /// <summary>Digits with a sign or a point, or a dash.</summary>
    Number,

    /// <summary>A status: three digits, a dash, or what stands for none.</summary>
    Status,

    /// <summary>A text in quotes, in which a backslash escapes; or a bare dash.</summary>
    Quoted,

    /// <summary>An address or a host name, or several, each after a comma.</summary>
    Client,

    /// <summary>The same, and a client is named.</summary>
    Visitor,

    /// <summary>Addresses in quotes, or a dash in quotes.</summary>
    Forwarded,

    /// <summary>A word that is no address: mostly a dash, else the user behind it is one word.</summary>
    Ident,

    /// <summary>A name, which may have blanks, up to the next characters of the format.</summary>
    User,

    /// <summary>The prefix of the system's log, or nothing.</summary>
    Syslog,

    /// <summary>Any number of captured headers, each in braces with a blank behind.</summary>
    Captures,

    /// <summary>The kind of a load balancer's connection.</summary>
    Connection,

    /// <summary>Any number of further words, quoted texts and texts in brackets, up to the end. Its field gets the first quoted addresses among them.</summary>
    Tail,
}
