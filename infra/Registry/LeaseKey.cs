using System.Net;

namespace CyberWatch.Infra.Registry;

/// <summary>What leases are for.</summary>
public static class LeaseKey
{
    /// <summary>Before the FINESS number; queries build the key by it.</summary>
    internal const string Establishment = "establishment|";

    public static string OfEstablishment(string finess) => Establishment + finess;

    public static string OfAddress(IPAddress address) => $"address|{address}";
}
