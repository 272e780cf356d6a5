namespace Analytics.Engine.Exports;

/// <summary>A bucket cannot be written. Nothing is lost: the days are written when the bucket works again.</summary>
/// <param name="message">What is wrong and what to do, for the operator of the deployment.</param>
/// <param name="inner">The error that the bucket's client reported.</param>
public sealed class BucketException(string message, Exception? inner = null) : Exception(message, inner);
