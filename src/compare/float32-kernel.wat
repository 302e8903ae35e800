;; Hot loops of the comparison of two float32 tensors, over one full window of 32768 elements a side.
;; Memory, in bytes:
;;        0  reference, float32
;;   131072  candidate, float32
;;   262144  histogram of errors by the leading 18 bits of the double, uint32
;;  1310720  errors, float64
;;  1572864  what `add` found: eight float64
(module
  (memory (export "memory") 25)

  ;; |reference - candidate| of every pair to the errors, and their sums: errors, squared errors, squared references,
  ;; squared candidates, products; largest error, largest |reference|, largest relative error (at least $maxRel).
  (func (export "add") (param $maxRel f64) (param $floor f64)
    (local $at i32) (local $to i32) (local $x v128) (local $y v128)
    (local $x0 v128) (local $x1 v128) (local $y0 v128) (local $y1 v128) (local $e0 v128) (local $e1 v128)
    (local $errors v128) (local $squaredErrors v128) (local $squaredReference v128) (local $squaredCandidate v128)
    (local $products v128) (local $maxError v128) (local $maxReference v128) (local $relative v128) (local $least v128)
    (local.set $relative (f64x2.splat (local.get $maxRel)))
    (local.set $least (f64x2.splat (local.get $floor)))
    (local.set $to (i32.const 1310720))
    (loop $next
      (local.set $x (v128.load (local.get $at)))
      (local.set $y (v128.load offset=131072 (local.get $at)))
      (local.set $x0 (f64x2.promote_low_f32x4 (local.get $x)))
      (local.set $x1 (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $x) (local.get $x))))
      (local.set $y0 (f64x2.promote_low_f32x4 (local.get $y)))
      (local.set $y1 (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $y) (local.get $y))))
      (local.set $e0 (f64x2.abs (f64x2.sub (local.get $x0) (local.get $y0))))
      (local.set $e1 (f64x2.abs (f64x2.sub (local.get $x1) (local.get $y1))))
      (v128.store (local.get $to) (local.get $e0))
      (v128.store offset=16 (local.get $to) (local.get $e1))
      (local.set $errors (f64x2.add (local.get $errors) (f64x2.add (local.get $e0) (local.get $e1))))
      (local.set $squaredErrors (f64x2.add (local.get $squaredErrors)
        (f64x2.add (f64x2.mul (local.get $e0) (local.get $e0)) (f64x2.mul (local.get $e1) (local.get $e1)))))
      (local.set $squaredReference (f64x2.add (local.get $squaredReference)
        (f64x2.add (f64x2.mul (local.get $x0) (local.get $x0)) (f64x2.mul (local.get $x1) (local.get $x1)))))
      (local.set $squaredCandidate (f64x2.add (local.get $squaredCandidate)
        (f64x2.add (f64x2.mul (local.get $y0) (local.get $y0)) (f64x2.mul (local.get $y1) (local.get $y1)))))
      (local.set $products (f64x2.add (local.get $products)
        (f64x2.add (f64x2.mul (local.get $x0) (local.get $y0)) (f64x2.mul (local.get $x1) (local.get $y1)))))
      (local.set $maxError (f64x2.pmax (local.get $maxError) (f64x2.pmax (local.get $e0) (local.get $e1))))
      (local.set $maxReference (f32x4.pmax (local.get $maxReference) (f32x4.abs (local.get $x))))
      ;; A new largest relative error is rare, and only then divided for.
      (local.set $x0 (f64x2.pmax (local.get $least) (f64x2.abs (local.get $x0))))
      (local.set $x1 (f64x2.pmax (local.get $least) (f64x2.abs (local.get $x1))))
      (if (v128.any_true (v128.or
            (f64x2.gt (local.get $e0) (f64x2.mul (local.get $relative) (local.get $x0)))
            (f64x2.gt (local.get $e1) (f64x2.mul (local.get $relative) (local.get $x1)))))
        (then
          (local.set $x0 (f64x2.pmax (local.get $relative)
            (f64x2.pmax (f64x2.div (local.get $e0) (local.get $x0)) (f64x2.div (local.get $e1) (local.get $x1)))))
          (local.set $relative (f64x2.splat
            (f64.max (f64x2.extract_lane 0 (local.get $x0)) (f64x2.extract_lane 1 (local.get $x0)))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 131072))))
    (f64.store offset=1572864 (i32.const 0) (call $both (local.get $errors)))
    (f64.store offset=1572872 (i32.const 0) (call $both (local.get $squaredErrors)))
    (f64.store offset=1572880 (i32.const 0) (call $both (local.get $squaredReference)))
    (f64.store offset=1572888 (i32.const 0) (call $both (local.get $squaredCandidate)))
    (f64.store offset=1572896 (i32.const 0) (call $both (local.get $products)))
    (f64.store offset=1572904 (i32.const 0)
      (f64.max (f64x2.extract_lane 0 (local.get $maxError)) (f64x2.extract_lane 1 (local.get $maxError))))
    (f64.store offset=1572912 (i32.const 0) (f64.promote_f32 (call $largest (local.get $maxReference))))
    (f64.store offset=1572920 (i32.const 0) (f64x2.extract_lane 0 (local.get $relative))))

  (func $both (param $pair v128) (result f64)
    (f64.add (f64x2.extract_lane 0 (local.get $pair)) (f64x2.extract_lane 1 (local.get $pair))))

  (func $largest (param $four v128) (result f32)
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $four)) (f32x4.extract_lane 1 (local.get $four)))
      (f32.max (f32x4.extract_lane 2 (local.get $four)) (f32x4.extract_lane 3 (local.get $four)))))

  ;; Counts the errors of the window.
  (func (export "count")
    (local $at i32)
    (local.set $at (i32.const 1310720))
    (loop $next
      (call $one (i32.load offset=4 (local.get $at)))
      (call $one (i32.load offset=12 (local.get $at)))
      (call $one (i32.load offset=20 (local.get $at)))
      (call $one (i32.load offset=28 (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 1572864)))))

  (func $one (param $word i32)
    (local $bucket i32)
    (local.set $bucket (i32.shl (i32.shr_u (local.get $word) (i32.const 13)) (i32.const 2)))
    (i32.store offset=262144 (local.get $bucket)
      (i32.add (i32.load offset=262144 (local.get $bucket)) (i32.const 1))))

  ;; Those errors of the window that lie within $half of $centre, or from $tail on, to the front of the errors; how many.
  (func (export "select") (param $centre f64) (param $half f64) (param $tail f64) (result i32)
    (local $at i32) (local $to i32) (local $x v128) (local $y v128) (local $e0 v128) (local $e1 v128)
    (local $c v128) (local $h v128) (local $t v128) (local $in0 v128) (local $in1 v128)
    (local.set $c (f64x2.splat (local.get $centre)))
    (local.set $h (f64x2.splat (local.get $half)))
    (local.set $t (f64x2.splat (local.get $tail)))
    (local.set $to (i32.const 1310720))
    (loop $next
      (local.set $x (v128.load (local.get $at)))
      (local.set $y (v128.load offset=131072 (local.get $at)))
      (local.set $e0 (f64x2.abs (f64x2.sub (f64x2.promote_low_f32x4 (local.get $x)) (f64x2.promote_low_f32x4 (local.get $y)))))
      (local.set $e1 (f64x2.abs (f64x2.sub
        (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $x) (local.get $x)))
        (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $y) (local.get $y))))))
      (local.set $in0 (v128.or (f64x2.ge (local.get $e0) (local.get $t))
        (f64x2.le (f64x2.abs (f64x2.sub (local.get $e0) (local.get $c))) (local.get $h))))
      (local.set $in1 (v128.or (f64x2.ge (local.get $e1) (local.get $t))
        (f64x2.le (f64x2.abs (f64x2.sub (local.get $e1) (local.get $c))) (local.get $h))))
      (if (v128.any_true (v128.or (local.get $in0) (local.get $in1)))
        (then
          (f64.store (local.get $to) (f64x2.extract_lane 0 (local.get $e0)))
          (local.set $to (i32.add (local.get $to) (i32.and (i32x4.extract_lane 0 (local.get $in0)) (i32.const 8))))
          (f64.store (local.get $to) (f64x2.extract_lane 1 (local.get $e0)))
          (local.set $to (i32.add (local.get $to) (i32.and (i32x4.extract_lane 2 (local.get $in0)) (i32.const 8))))
          (f64.store (local.get $to) (f64x2.extract_lane 0 (local.get $e1)))
          (local.set $to (i32.add (local.get $to) (i32.and (i32x4.extract_lane 0 (local.get $in1)) (i32.const 8))))
          (f64.store (local.get $to) (f64x2.extract_lane 1 (local.get $e1)))
          (local.set $to (i32.add (local.get $to) (i32.and (i32x4.extract_lane 2 (local.get $in1)) (i32.const 8))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 131072))))
    (i32.shr_u (i32.sub (local.get $to) (i32.const 1310720)) (i32.const 3)))

  ;; The largest of the float32 from byte $at to $end; NaN is never the largest, and of nothing else it is -infinity.
  (func (export "max") (param $at i32) (param $end i32) (result f32)
    (local $largest v128) (local $value f32) (local $last i32)
    (local.set $largest (f32x4.splat (f32.const -inf)))
    (local.set $last (i32.sub (local.get $end) (i32.const 16)))
    (block $few
      (br_if $few (i32.gt_s (local.get $at) (local.get $last)))
      (loop $next
        (local.set $largest (f32x4.pmax (local.get $largest) (v128.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $next (i32.le_s (local.get $at) (local.get $last)))))
    (local.set $value (call $largest (local.get $largest)))
    (block $done
      (loop $rest
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $value (select (f32.load (local.get $at)) (local.get $value)
          (f32.gt (f32.load (local.get $at)) (local.get $value))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $rest)))
    (local.get $value))

  ;; Byte of the first float32 from $at on that equals $value; there must be one.
  (func (export "find") (param $at i32) (param $value f32) (result i32)
    (local $four v128)
    (local.set $four (f32x4.splat (local.get $value)))
    (block $found
      (loop $next
        (br_if $found (v128.any_true (f32x4.eq (v128.load (local.get $at)) (local.get $four))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (block $here
      (loop $step
        (br_if $here (f32.eq (f32.load (local.get $at)) (local.get $value)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $step)))
    (local.get $at)))
