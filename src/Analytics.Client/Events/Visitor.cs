namespace Analytics.Client.Events;

/// <summary>Whose event it is. The server hashes and judges what it is told, and stores none of it. As a text it says nothing.</summary>
public sealed class Visitor
{
    /// <summary>The sender's own name of the visitor, 1 to 200 characters: the visitor is known by it alone.</summary>
    public string? Id { get; init; }

    /// <summary>The visitor's address, where there is no <see cref="Id"/>; it says the country as well.</summary>
    public string? Ip { get; init; }

    /// <summary>The visitor's user agent, at most 4,096 characters; it says browser and system, and names bots, which do not count.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The browser's client hints, where it sent them.</summary>
    public VisitorHints? Hints { get; init; }

    /// <summary>A visitor whom the sender knows by a name of its own.</summary>
    public static Visitor Known(string id) => new() { Id = id };

    /// <summary>A visitor who is known by address and user agent.</summary>
    public static Visitor At(string? ip, string? userAgent) => new() { Ip = ip, UserAgent = userAgent };
}
