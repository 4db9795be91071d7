namespace CyberWatch.Rules.Model;

/// <summary>
/// One answer of one probe (<c>dns</c>, <c>service</c>, <c>tls</c> or <c>http</c>) about one asset at one time. Replay holds the command lines
/// (<c>dig</c>, <c>openssl s_client</c>, <c>curl</c>, <c>nmap</c>) by which anybody can ask again; the request id is what the owner finds in
/// his own logs, where the protocol can carry it.
/// </summary>
public sealed record Finding(
    Asset Asset,
    string Probe,
    DateTimeOffset At,
    ProbeAnswer Answer,
    IReadOnlyList<string> Replay,
    string? RequestId = null
);
