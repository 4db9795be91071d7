using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CyberWatch.Infra.Registry;

/// <summary>Keys and indexes of what several workers share.</summary>
internal sealed class LeaseTables
    : IEntityTypeConfiguration<Lease>,
        IEntityTypeConfiguration<RateSlice>,
        IEntityTypeConfiguration<SharedAnswer>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.HasKey(row => row.Key);
        builder.HasIndex(row => row.ScanId);
    }

    public void Configure(EntityTypeBuilder<RateSlice> builder) => builder.HasKey(row => row.Owner);

    public void Configure(EntityTypeBuilder<SharedAnswer> builder)
    {
        builder.HasKey(row => row.Key);
        builder.HasIndex(row => row.At);
    }
}
