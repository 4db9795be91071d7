using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>A value as it is compared.</summary>
public abstract record QueryValue
{
    private QueryValue() { }

    public sealed record Text(string Value) : QueryValue;

    public sealed record Number(int Value) : QueryValue;

    /// <summary>Sixteen octets; an address of version 4 stands where IPv6 maps it, so that both kinds have one order.</summary>
    public sealed record Address(UInt128 Value) : QueryValue
    {
        private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

        public bool IsVersion4 => Value >> 32 == Mapped >> 32;

        public byte[] Octets
        {
            get
            {
                var octets = new byte[16];
                BinaryPrimitives.WriteUInt128BigEndian(octets, Value);
                return octets;
            }
        }

        public override string ToString()
        {
            var address = new IPAddress(Octets);
            return (IsVersion4 ? address.MapToIPv4() : address).ToString();
        }

        /// <summary>Null for what is no literal address: neither names, nor shortened or octal spellings, nor zones.</summary>
        public static Address? Read(string text)
        {
            if (text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal))
                return null;
            if (!IPAddress.TryParse(text, out var address))
                return null;
            var strange = address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text;
            return strange ? null : new(BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes()));
        }
    }

    /// <summary>An instant, whole milliseconds.</summary>
    public sealed record Instant(DateTimeOffset At) : QueryValue
    {
        public override string ToString()
        {
            var form = At.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ";
            return At.UtcDateTime.ToString(form, CultureInfo.InvariantCulture);
        }
    }
}
