using System.Net;

namespace CyberWatch.Scanner.Probes.Dns.Mail;

/// <summary>One term of an SPF record that its grammar allows (RFC 7208 section 12).</summary>
internal abstract record SpfTerm(string Text)
{
    /// <param name="Text">As it stands in the record.</param>
    /// <param name="Qualifier">+ - ? or ~.</param>
    /// <param name="Name">all, include, a, mx, ptr, ip4, ip6 or exists.</param>
    /// <param name="Domain">Its domain-spec, macros unexpanded; null where it has none.</param>
    /// <param name="Prefix4">Length of the v4 prefix, 32 where none is written; null for terms without v4.</param>
    /// <param name="Network">The address of ip4 and ip6.</param>
    public sealed record Mechanism(string Text, char Qualifier, string Name, string? Domain, int? Prefix4, IPAddress? Network)
        : SpfTerm(Text)
    {
        /// <summary>It counts against the ten look-ups (section 4.6.4).</summary>
        public bool CostsLookup => Name is "include" or "a" or "mx" or "ptr" or "exists";
    }

    /// <summary>redirect, exp, or one that nobody knows and all ignore.</summary>
    public sealed record Modifier(string Text, string Name, string Value) : SpfTerm(Text);
}
