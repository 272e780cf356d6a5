namespace Analytics.Cdk.Options;

/// <summary>The web application firewall before CloudFront.</summary>
public abstract record Firewall
{
    private Firewall()
    {
    }

    /// <summary>None, the default: the program has limits of its own.</summary>
    public sealed record None : Firewall;

    /// <summary>One of the stack's own, which must then lie in us-east-1: a limit by address, and AWS's common rules.</summary>
    public sealed record Made : Firewall;

    /// <summary>One that somebody else keeps.</summary>
    /// <param name="Arn">Its ARN, of scope CLOUDFRONT.</param>
    public sealed record Given(string Arn) : Firewall;
}
