using System.Collections.Frozen;
using System.Net.Security;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The suites that a hello can offer, sorted by their registered names. Suites that need a shared key, Kerberos or SRP are never offered.</summary>
internal static class CipherSuites
{
    private static readonly string[] NeedsMore = ["PSK", "KRB5", "SRP", "ECCPWD", "GOST", "NULL_WITH_NULL"];

    private static readonly FrozenDictionary<ushort, string> Names = Enum.GetValues<TlsCipherSuite>()
        .Where(suite => !Array.Exists(NeedsMore, word => $"{suite}".Contains(word, StringComparison.Ordinal)))
        .ToFrozenDictionary(suite => (ushort)suite, suite => $"{suite}");

    public static readonly IReadOnlyList<ushort> Tls13 = [0x1301, 0x1302, 0x1303];

    public static readonly IReadOnlyList<ushort> Weak = [.. Names.Keys.Where(suite => WeaknessOf(suite) is not null).Order()];

    /// <summary>Finite-field DHE with a signature.</summary>
    public static readonly IReadOnlyList<ushort> Dhe = Strong("TLS_DHE_RSA_WITH_", "TLS_DHE_DSS_WITH_");

    public static readonly IReadOnlyList<ushort> StaticRsa = Strong("TLS_RSA_WITH_");

    public static readonly IReadOnlyList<ushort> ForwardSecret =
    [
        .. Strong("TLS_ECDHE_ECDSA_WITH_", "TLS_ECDHE_RSA_WITH_"),
        .. Dhe,
    ];

    /// <summary>All that is not weak, the better first.</summary>
    public static readonly IReadOnlyList<ushort> Sound = [.. ForwardSecret, .. StaticRsa];

    /// <summary>All of them: an old version is not missed because its only suites are weak.</summary>
    public static readonly IReadOnlyList<ushort> All = [.. Sound, .. Weak];

    public static string NameOf(ushort suite) => Names.GetValueOrDefault(suite) ?? $"0x{suite:X4}";

    /// <summary>The worst that can be said of a suite: NULL, anon, EXPORT, RC4, DES, 3DES; null for none of these.</summary>
    public static string? WeaknessOf(ushort suite) =>
        NameOf(suite) switch
        {
            var name when name.Contains("_WITH_NULL_", StringComparison.Ordinal) => "NULL",
            var name when name.Contains("_anon_", StringComparison.Ordinal) => "anon",
            var name when name.Contains("_EXPORT_", StringComparison.Ordinal) => "EXPORT",
            var name when name.Contains("_RC4_", StringComparison.Ordinal) => "RC4",
            var name when name.Contains("_3DES_", StringComparison.Ordinal) => "3DES",
            var name when name.Contains("_DES_", StringComparison.Ordinal) => "DES",
            _ => null,
        };

    public static bool IsStaticRsa(ushort suite) => NameOf(suite).StartsWith("TLS_RSA_", StringComparison.Ordinal);

    public static bool IsForwardSecret(ushort suite) =>
        Tls13.Contains(suite)
        || NameOf(suite).StartsWith("TLS_ECDHE_", StringComparison.Ordinal)
        || NameOf(suite).StartsWith("TLS_DHE_", StringComparison.Ordinal);

    /// <summary>The key exchange message of such a suite begins with the prime of its group.</summary>
    public static bool SendsPrime(ushort suite) =>
        IsDhe(suite) || NameOf(suite).StartsWith("TLS_DH_anon_", StringComparison.Ordinal);

    public static bool IsDhe(ushort suite) => NameOf(suite).StartsWith("TLS_DHE_", StringComparison.Ordinal);

    private static ushort[] Strong(params string[] kinds) =>
        [
            .. Names
                .Where(suite => Array.Exists(kinds, kind => suite.Value.StartsWith(kind, StringComparison.Ordinal)))
                .Where(suite => WeaknessOf(suite.Key) is null && IsUsual(suite.Value))
                .Select(suite => suite.Key)
                .OrderByDescending(suite => suite),
        ];

    /// <summary>Ciphers that servers have; the others only make the hello longer.</summary>
    private static bool IsUsual(string name) =>
        (name.Contains("_AES_", StringComparison.Ordinal) && !name.Contains("_CCM", StringComparison.Ordinal))
        || name.Contains("_CHACHA20_", StringComparison.Ordinal)
        || name.Contains("_CAMELLIA_", StringComparison.Ordinal);
}
